package io.sallyport.audit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Entries that become durable together or not at all, and the promise of it.
///
/// @param context the request they belong to, if any
/// @param entries at least one
/// @param bytes upper bound of the bytes of their frames
/// @param durable completes with the position of the first entry once all are durable
record Append(Optional<RequestContext> context, List<Encoded> entries, long bytes, CompletableFuture<Long> durable) {

    static Append of(RequestContext context, List<Encoded> entries) {
        return of(Optional.of(context), entries);
    }

    static Append of(Encoded entry) {
        return of(Optional.empty(), List.of(entry));
    }

    private static Append of(Optional<RequestContext> context, List<Encoded> entries) {
        long bytes = entries.stream().mapToLong(Encoded::frameBytes).sum();
        return new Append(context, List.copyOf(entries), bytes, new CompletableFuture<>());
    }

    void fail(RuntimeException why) {
        durable.completeExceptionally(why);
    }
}
