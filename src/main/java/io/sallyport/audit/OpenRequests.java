package io.sallyport.audit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The requests that have been received and not closed, as the entries say. Only the writer's thread changes it.
final class OpenRequests {

    private final Map<RequestId, RequestContext> open = new LinkedHashMap<>();
    private volatile int count;

    /// Applies the entries of an append, all or none.
    ///
    /// @return what is wrong with them, if they break the order received, anything, exactly one closing
    Optional<String> admit(Append append) {
        if (append.context().isEmpty()) {
            return Optional.empty();
        }
        RequestContext context = append.context().get();
        boolean isOpen = open.containsKey(context.request());
        for (Encoded entry : append.entries()) {
            if (isOpen == (entry.role() == Encoded.Role.OPENS)) {
                return Optional
                        .of(isOpen ? "it is open already" : "it is not open (never received, or closed already)");
            }
            isOpen = entry.role() != Encoded.Role.CLOSES;
        }
        apply(context, isOpen);
        return Optional.empty();
    }

    private void apply(RequestContext context, boolean isOpen) {
        if (isOpen) {
            open.put(context.request(), context);
        } else {
            open.remove(context.request());
        }
        count = open.size();
    }

    /// Takes over the requests a head lists.
    void restore(Collection<RequestContext> contexts) {
        contexts.forEach(context -> apply(context, true));
    }

    /// Applies one entry read back from the log.
    Optional<String> replay(RequestContext context, Encoded.Role role) {
        return admit(Append.of(context, List.of(new Encoded(role, new byte[2], List.of()))));
    }

    /// Oldest first.
    List<RequestContext> contexts() {
        return List.copyOf(open.values());
    }

    /// How many; readable from any thread.
    int count() {
        return count;
    }
}
