package io.sallyport.retrieval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.sallyport.document.Admission;
import io.sallyport.document.Chunk;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.Passage;

/// The passages of one retrieval as they come in, page by page and best first.
final class Harvest {

    private final Query query;
    private final int chunksPerDocument;
    private final Admission admission;
    private final List<Passage> passages = new ArrayList<>();
    private final Set<Chunk> seen = new HashSet<>();
    private final Map<DocumentId, Integer> perDocument = new HashMap<>();
    private final Set<DocumentId> refused = new LinkedHashSet<>();

    Harvest(Query query, int chunksPerDocument, Admission admission) {
        this.query = query;
        this.chunksPerDocument = chunksPerDocument;
        this.admission = admission;
    }

    boolean isFull() {
        return passages.size() == query.maxPassages();
    }

    Set<DocumentId> refused() {
        return refused;
    }

    Retrieval retrieval() {
        return new Retrieval(passages, List.copyOf(refused));
    }

    /// Takes what is admitted of a page. A chunk without a record, or of another version than its record, belongs to a
    /// document that is being rewritten or deleted, and is passed over.
    void add(List<Chunk> page, Map<DocumentId, Document> records) {
        var decisions = new HashMap<DocumentId, Boolean>();
        for (Chunk chunk : page) {
            Document record = records.get(chunk.document());
            if (record == null || !record.version().equals(chunk.version()) || !hasRoomFor(chunk) || !seen.add(chunk)) {
                continue;
            }
            if (decisions.computeIfAbsent(chunk.document(), id -> admits(id, record))) {
                take(new Passage(record, chunk));
            }
        }
    }

    private boolean admits(DocumentId id, Document record) {
        boolean admitted = admission.admits(record);
        if (!admitted) {
            refused.add(id);
        }
        return admitted;
    }

    private boolean hasRoomFor(Chunk chunk) {
        int taken = perDocument.getOrDefault(chunk.document(), 0);
        return !isFull()
                && taken < chunksPerDocument
                && (taken > 0 || perDocument.size() < query.maxDocuments());
    }

    private void take(Passage passage) {
        passages.add(passage);
        perDocument.merge(passage.document().id(), 1, Integer::sum);
    }
}
