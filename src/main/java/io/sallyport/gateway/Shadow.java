package io.sallyport.gateway;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.sallyport.document.Classification;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.Decision;
import io.sallyport.policy.Deny;
import io.sallyport.policy.PolicySet;

/// One request as a candidate is to be compared on it. Whatever is decided passes through unchanged: the decision of the
/// bundle in force is the only one there is.
final class Shadow {

    private final Asker asker;
    private final PolicySet live;
    private final AccessRequest request;
    private final Set<Collection> collections;
    private final Consumer<Seen> comparing;

    /// What was decided, to be compared once it is complete.
    ///
    /// @param live        the bundle in force
    /// @param collections where the request looks
    /// @param decision    with the obligations at `level` once that is known
    /// @param level       the highest classification found; absent when no document was looked for
    /// @param documents   found and admitted
    record Seen(
            Asker asker,
            PolicySet live,
            AccessRequest request,
            Set<Collection> collections,
            Decision decision,
            Optional<Classification> level,
            List<Document> documents) {}

    Shadow(
            Asker asker,
            PolicySet live,
            AccessRequest request,
            Set<Collection> collections,
            Consumer<Seen> comparing) {
        this.asker = asker;
        this.live = live;
        this.request = request;
        this.collections = collections;
        this.comparing = comparing;
    }

    /// The decision before any document. A refusal is complete.
    Decision decided(Decision decision) {
        if (decision instanceof Deny) {
            comparing.accept(new Seen(asker, live, request, collections, decision, Optional.empty(), List.of()));
        }
        return decision;
    }

    /// The decision once it is known what was found.
    Decision decided(Decision decision, Classification level, Sources found) {
        comparing.accept(new Seen(
                asker, live, request, collections, decision, Optional.of(level), List.copyOf(found.distinct())));
        return decision;
    }
}
