package io.sallyport.index;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchItem;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.TotalHits;
import co.elastic.clients.elasticsearch.core.search.TotalHitsRelation;
import tools.jackson.databind.node.ObjectNode;

import io.sallyport.document.DocumentCount;
import io.sallyport.document.DocumentId;

/// Counts records. Nothing but their identity is read.
final class RecordSearch {

    private static final String STEP = "count records";
    private static final List<String> IDENTITY = List.of(Paths.COLLECTION, Paths.TENANT, Paths.NAME);
    private static final List<SortOptions> IN_ORDER = IDENTITY.stream()
            .map(path -> SortOptions.of(sort -> sort.field(field -> field.field(path).order(SortOrder.Asc))))
            .toList();

    private final Calls calls;

    RecordSearch(Calls calls) {
        this.calls = calls;
    }

    /// How many records the query matches, exactly, and the first of them.
    DocumentCount count(List<String> indices, Query query, int listed) {
        var request = MsearchRequest.of(msearch -> msearch.searches(search -> search
                .header(header -> header.index(indices).allowPartialSearchResults(false))
                .body(body -> body.query(query)
                        .sort(IN_ORDER)
                        .size(listed)
                        .source(source -> source.filter(filter -> filter.includes(IDENTITY)))
                        .timeout(calls.timeout().toMillis() + "ms")
                        .trackTotalHits(total -> total.enabled(true)))));
        var answers = calls.await(STEP, client -> client.msearch(request, ObjectNode.class)).responses();
        if (answers.size() != 1 || answers.getFirst().isFailure()) {
            throw new IndexUnavailable(STEP + ": Elasticsearch could not answer the search");
        }
        var result = answers.getFirst().result();
        return new DocumentCount(
                total(result), result.hits().hits().stream().flatMap(RecordSearch::identity).toList());
    }

    private static long total(MultiSearchItem<ObjectNode> result) {
        TotalHits total = result.hits().total();
        if (result.timedOut()
                || !result.shards().failures().isEmpty()
                || total == null
                || total.relation() != TotalHitsRelation.Eq) {
            throw new IndexUnavailable(STEP + ": not every shard answered in time");
        }
        return total.value();
    }

    private static Stream<DocumentId> identity(Hit<ObjectNode> hit) {
        return Optional.ofNullable(hit.source()).flatMap(Reading::identity).stream();
    }
}
