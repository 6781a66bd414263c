package io.sallyport.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import co.elastic.clients.elasticsearch._types.OpType;
import co.elastic.clients.elasticsearch.core.IndexRequest;
import co.elastic.clients.elasticsearch.core.MgetRequest;
import co.elastic.clients.elasticsearch.core.get.GetResult;
import co.elastic.clients.elasticsearch.core.mget.MultiGetOperation;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import tools.jackson.databind.node.ObjectNode;

import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;

/// The authoritative records: read in real time, changed only where they were read.
final class RecordStore {

    private final Calls calls;

    RecordStore(Calls calls) {
        this.calls = calls;
    }

    /// The record as it is now, absent when there is none.
    Optional<StoredRecord> find(IndexNames names, DocumentId id) {
        String key = IndexNames.record(id);
        var answer = calls.await(
                "read record", client -> client.get(get -> get.index(names.records()).id(key), ObjectNode.class));
        ObjectNode source = answer.source();
        Long sequence = answer.seqNo();
        Long term = answer.primaryTerm();
        return answer.found() && source != null && sequence != null && term != null
                ? Optional.of(new StoredRecord(source, sequence, term))
                : Optional.empty();
    }

    /// Fails unless the index answers a real-time read.
    void touch(IndexNames names) {
        calls.await("probe", client -> client.get(get -> get.index(names.records()).id("~"), ObjectNode.class));
    }

    /// Writes a record where there was none.
    ///
    /// @throws IndexUnavailable a conflict, when there is one now
    StoredRecord create(IndexNames names, DocumentId id, ObjectNode source) {
        return write(names, id, source, request -> request.opType(OpType.Create));
    }

    /// Writes a record over the one that was read.
    ///
    /// @throws IndexUnavailable a conflict, when the record is another now
    StoredRecord replace(IndexNames names, DocumentId id, StoredRecord read, ObjectNode source) {
        return write(
                names, id, source, request -> request.ifSeqNo(read.sequence()).ifPrimaryTerm(read.term()));
    }

    /// Removes the record that was read.
    ///
    /// @throws IndexUnavailable a conflict, when the record is another now
    void remove(IndexNames names, DocumentId id, StoredRecord read) {
        calls.await("delete record", client -> client.delete(delete -> delete.index(names.records())
                .id(IndexNames.record(id))
                .ifSeqNo(read.sequence())
                .ifPrimaryTerm(read.term())));
    }

    /// The sound records among those asked for, in one call.
    Map<DocumentId, Document> findAll(Set<DocumentId> ids, Function<Collection, CollectionIndex> prepared) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        List<DocumentId> order = List.copyOf(ids);
        List<MultiGetResponseItem<ObjectNode>> answers = read(order, prepared);
        var found = new LinkedHashMap<DocumentId, Document>();
        for (int at = 0; at < order.size(); at++) {
            DocumentId id = order.get(at);
            sound(id, answers.get(at), prepared.apply(id.collection())).ifPresent(document -> found.put(id, document));
        }
        return found;
    }

    private List<MultiGetResponseItem<ObjectNode>> read(
            List<DocumentId> order, Function<Collection, CollectionIndex> prepared) {
        var operations = new ArrayList<MultiGetOperation>();
        for (DocumentId id : order) {
            String index = prepared.apply(id.collection()).names().records();
            operations.add(MultiGetOperation.of(get -> get.index(index).id(IndexNames.record(id))));
        }
        var request = MgetRequest.of(mget -> mget.docs(operations));
        var answers = calls.await("read records", client -> client.mget(request, ObjectNode.class)).docs();
        if (answers.size() != order.size()) {
            throw new IndexUnavailable(
                    "read records: %d answers for %d records".formatted(answers.size(), order.size()));
        }
        return answers;
    }

    private static Optional<Document> sound(
            DocumentId id, MultiGetResponseItem<ObjectNode> answer, CollectionIndex collection) {
        if (answer.isFailure()) {
            throw new IndexUnavailable("read records: %s".formatted(answer.failure().error().type()));
        }
        GetResult<ObjectNode> result = answer.result();
        ObjectNode source = result.source();
        return result.found() && source != null && result.id().equals(IndexNames.record(id))
                ? Reading.document(source, id, collection.schema())
                : Optional.empty();
    }

    private StoredRecord write(
            IndexNames names,
            DocumentId id,
            ObjectNode source,
            Function<IndexRequest.Builder<ObjectNode>, IndexRequest.Builder<ObjectNode>> condition) {
        IndexRequest<ObjectNode> request = IndexRequest.of(index -> condition.apply(
                index.index(names.records()).id(IndexNames.record(id)).document(source)));
        var answer = calls.await("write record", client -> client.index(request));
        Long sequence = answer.seqNo();
        Long term = answer.primaryTerm();
        if (sequence == null || term == null) {
            throw new IndexUnavailable("write record: the answer has no sequence number");
        }
        return new StoredRecord(source, sequence, term);
    }

    /// Makes what was written to both indices of the collection findable.
    void refresh(IndexNames names) {
        calls.await(
                "refresh",
                client -> client.indices().refresh(refresh -> refresh.index(names.records(), names.chunks())));
    }
}
