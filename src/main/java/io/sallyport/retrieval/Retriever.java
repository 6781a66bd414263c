package io.sallyport.retrieval;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Admission;
import io.sallyport.document.Chunk;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.index.ChunkIndex;
import io.sallyport.index.Cursor;
import io.sallyport.index.Hits;
import io.sallyport.index.IndexUnavailable;

/// Finds permitted passages. There is no way to ask without a filter and an admission.
public final class Retriever {

    /// Counts documents that the search let through and the second gate did not.
    public static final String DRIFT = "sallyport.retrieval.drift";

    private static final Logger LOG = LoggerFactory.getLogger(Retriever.class);

    private final ChunkIndex index;
    private final RetrievalSettings settings;
    private final Counter drift;

    public Retriever(ChunkIndex index, RetrievalSettings settings, MeterRegistry meters) {
        this.index = index;
        this.settings = settings;
        this.drift = Counter.builder(DRIFT)
                .description("Documents that the search let through and the re-check did not")
                .register(meters);
    }

    /// The best passages that the filter finds and the admission accepts. Each hit is decided again on its record, read in
    /// real time after the search; a hit that is refused makes room for the next page's.
    ///
    /// @throws RetrievalUnavailable when the index fails; then nothing is returned
    public Retrieval retrieve(Query query, AccessFilter filter, Admission admission) {
        return available(() -> search(query, filter, admission));
    }

    /// Those of the documents that exist and are admitted now, from their records in real time.
    ///
    /// @throws RetrievalUnavailable when the index fails
    public Map<DocumentId, Document> readmit(Set<DocumentId> documents, Admission admission) {
        return available(() -> {
            var records = new LinkedHashMap<>(index.records(documents));
            records.values().removeIf(record -> !admission.admits(record));
            return records;
        });
    }

    static <T> T available(Supplier<T> work) {
        try {
            return work.get();
        } catch (IndexUnavailable unavailable) {
            throw new RetrievalUnavailable(unavailable);
        }
    }

    private Retrieval search(Query query, AccessFilter filter, Admission admission) {
        var harvest = new Harvest(query, settings.chunksPerDocument(), admission);
        Optional<Cursor> cursor = Optional.empty();
        for (int page = 0; page < settings.pages() && !harvest.isFull(); page++) {
            Hits hits = index.search(query.collections(), query.question(), filter, pageSize(query), cursor);
            harvest.add(hits.chunks(), index.records(documents(hits)));
            cursor = hits.next();
            if (cursor.isEmpty()) {
                break;
            }
        }
        report(harvest.refused());
        return harvest.retrieval();
    }

    private void report(Set<DocumentId> refused) {
        if (!refused.isEmpty()) {
            LOG.warn("Drift: the search let through what the re-check did not; stale chunks or a wrong translation: {}",
                    refused);
            drift.increment(refused.size());
        }
    }

    private static int pageSize(Query query) {
        return Math.clamp(query.maxPassages() * 2L, 20, 200);
    }

    private static Set<DocumentId> documents(Hits hits) {
        return hits.chunks().stream().map(Chunk::document).collect(Collectors.toSet());
    }
}
