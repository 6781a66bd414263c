package io.sallyport.retrieval;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Collection;
import io.sallyport.document.DocumentId;
import io.sallyport.identity.Tenant;
import io.sallyport.index.ChunkIndex;

/// Counts the documents that one decision reaches and another does not. It knows identities and numbers, never a text.
public final class Census {

    private final ChunkIndex index;

    public Census(ChunkIndex index) {
        this.index = index;
    }

    /// From now on everything counts that was written to these collections before.
    ///
    /// @throws RetrievalUnavailable when the index fails
    public void refresh(Set<Collection> collections) {
        Retriever.available(() -> {
            collections.forEach(index::refresh);
            return collections;
        });
    }

    /// The documents that one decision reaches and the other does not, as of the last [#refresh].
    ///
    /// @param tenant whose documents count; absent = everybody's
    /// @throws RetrievalUnavailable when the index fails
    public Difference difference(Set<Collection> collections, Optional<Tenant> tenant, Reach reached, Reach missed) {
        if (reached.filter().equals(missed.filter()) || reached.filter().equals(AccessFilter.NONE)) {
            return Difference.NONE;
        }
        return Retriever.available(() -> {
            var found = index.difference(
                    collections, tenant, reached.filter(), missed.filter(), Difference.LISTED);
            var agreed = agreed(Set.copyOf(found.first()), reached, missed);
            var sides = found.first().stream().collect(Collectors.partitioningBy(agreed::contains));
            return new Difference(
                    found.count(), sides.getOrDefault(true, List.of()), sides.getOrDefault(false, List.of()));
        });
    }

    /// Those of which the original rules say the same, on their records in real time.
    private Set<DocumentId> agreed(Set<DocumentId> documents, Reach reached, Reach missed) {
        return index.records(documents).values().stream()
                .filter(reached.admission()::admits)
                .filter(record -> !missed.admission().admits(record))
                .map(record -> record.id())
                .collect(Collectors.toSet());
    }
}
