package io.sallyport.index;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import tools.jackson.databind.node.ObjectNode;

import io.sallyport.document.Acl;
import io.sallyport.document.Chunk;
import io.sallyport.document.Document;
import io.sallyport.document.Visibility;

/// The chunks of documents. Their ids follow from document, version and place, so that a version's chunks are removed or
/// changed by id, whether a search sees them yet or not.
final class ChunkStore {

    private static final int MOST_OPERATIONS = 500;
    private static final int CONFLICT_RETRIES = 5;

    private final Calls calls;
    private final Clock clock;

    ChunkStore(Calls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /// Adds the chunks of a version nothing is written of yet.
    void add(CollectionIndex collection, Document document, List<Chunk> chunks, Visibility visibility) {
        var operations = new ArrayList<BulkOperation>();
        for (Chunk chunk : chunks) {
            ObjectNode source = collection.sources().chunk(document, chunk, clock.instant());
            String id = IndexNames.chunk(chunk.document(), chunk.version(), chunk.ordinal());
            operations.add(BulkOperation.of(operation -> operation.create(
                    create -> create.index(collection.names().chunks()).id(id).document(source))));
        }
        bulk("write chunks", operations, visibility, status -> false);
    }

    /// Removes chunks; one that is not there is no fault.
    void remove(IndexNames names, List<String> ids, Visibility visibility) {
        List<BulkOperation> operations = ids.stream()
                .map(id -> BulkOperation.of(
                        operation -> operation.delete(delete -> delete.index(names.chunks()).id(id))))
                .toList();
        bulk("delete chunks", operations, visibility, status -> status == 404);
    }

    /// Puts chunks under another ACL; one that is not there any more is no fault.
    void replaceAcl(IndexNames names, List<String> ids, Acl acl, Visibility visibility) {
        ObjectNode fields = Sources.acl(acl);
        List<BulkOperation> operations = ids.stream()
                .map(id -> BulkOperation.of(operation -> operation.<ObjectNode, ObjectNode>update(
                        update -> update.index(names.chunks())
                                .id(id)
                                .retryOnConflict(CONFLICT_RETRIES)
                                .action(action -> action.doc(fields)))))
                .toList();
        bulk("change chunks", operations, visibility, status -> status == 404);
    }

    private void bulk(String step, List<BulkOperation> operations, Visibility visibility, IntPredicate harmless) {
        Refresh refresh = switch (visibility) {
            case EVENTUAL -> Refresh.False;
            case WAIT -> Refresh.WaitFor;
        };
        for (int from = 0; from < operations.size(); from += MOST_OPERATIONS) {
            int to = Math.min(operations.size(), from + MOST_OPERATIONS);
            boolean last = to == operations.size();
            List<BulkOperation> batch = operations.subList(from, to);
            var request = BulkRequest.of(bulk -> bulk.operations(batch).refresh(last ? refresh : Refresh.False));
            calls.await(step, client -> client.bulk(request)).items().forEach(item -> check(step, item, harmless));
        }
    }

    private static void check(String step, BulkResponseItem item, IntPredicate harmless) {
        var error = item.error();
        if (error != null && !harmless.test(item.status())) {
            throw new IndexUnavailable(
                    "%s: Elasticsearch answered %d %s".formatted(step, item.status(), error.type()), item.status());
        }
    }
}
