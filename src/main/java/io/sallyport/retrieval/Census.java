package io.sallyport.retrieval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Admission;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.identity.Tenant;
import io.sallyport.index.ChunkIndex;

/// Counts the documents that one decision reaches and another does not. It knows identities and numbers, never a text.
public final class Census {

    private static final int RECORDS_AT_ONCE = 500;

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

    /// Those of the documents that are held now, by their records in real time.
    ///
    /// @param documents in collections that there are
    /// @throws RetrievalUnavailable when the index fails
    public Held held(Set<DocumentId> documents) {
        return Retriever.available(() -> {
            var order = new ArrayList<>(documents);
            var records = new HashMap<DocumentId, Document>();
            for (int at = 0; at < order.size(); at += RECORDS_AT_ONCE) {
                var some = order.subList(at, Math.min(at + RECORDS_AT_ONCE, order.size()));
                records.putAll(index.records(Set.copyOf(some)));
            }
            return new Held(records);
        });
    }

    /// Documents that are held, to be decided on without being looked at.
    public static final class Held {

        private final Map<DocumentId, Document> records;

        private Held(Map<DocumentId, Document> records) {
            this.records = records;
        }

        /// Whether the document is held and admitted.
        public boolean admits(DocumentId document, Admission admission) {
            return Optional.ofNullable(records.get(document)).filter(admission::admits).isPresent();
        }
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
