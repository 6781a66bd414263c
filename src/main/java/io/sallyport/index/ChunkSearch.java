package io.sallyport.index;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchItem;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.SearchRequestBody;
import co.elastic.clients.json.JsonData;
import tools.jackson.databind.node.ObjectNode;

/// Searches over chunks. Sent as `_msearch`, whose body has no limit on the number of indices.
final class ChunkSearch {

    private static final double TITLE_SHARE = 0.3;

    private static final List<SortOptions> BEST_FIRST = List.of(
            SortOptions.of(sort -> sort.score(score -> score.order(SortOrder.Desc))), by(Paths.KEY));
    private static final List<String> FIELDS = List.of(
            Paths.COLLECTION, Paths.TENANT, Paths.NAME, Paths.VERSION, Paths.ORDINAL, Paths.TEXT);

    private final Calls calls;

    ChunkSearch(Calls calls) {
        this.calls = calls;
    }

    /// One page of the best matches for the words of a question under a filter.
    Hits best(List<String> indices, String question, Query filter, int size, Optional<Cursor> after) {
        Query query = Query.of(q -> q.bool(bool -> bool.must(words(question)).filter(filter)));
        var hits = search("search", indices, body -> {
            body.query(query).sort(BEST_FIRST).size(size).source(source -> source.filter(f -> f.includes(FIELDS)));
            after.ifPresent(cursor -> body.searchAfter(FieldValue.of(cursor.score()), FieldValue.of(cursor.key())));
            return body;
        });
        Optional<Cursor> next = hits.size() < size ? Optional.empty() : cursor(hits.getLast());
        return new Hits(hits.stream().flatMap(ChunkSearch::chunk).toList(), next);
    }

    /// Ids of chunks of a record that interrupted writes left behind: of another version, and older than any write can
    /// take, so that none belongs to a write that is going on.
    List<String> leftovers(IndexNames names, String record, Optional<String> version, Instant before) {
        List<Query> stale = new ArrayList<>();
        stale.add(Queries.terms(Paths.RECORD, List.of(FieldValue.of(record))));
        stale.add(Queries.range(range -> range.field(Paths.WRITTEN_AT)
                .lt(JsonData.of(before.toEpochMilli()))
                .format("epoch_millis")));
        version.ifPresent(kept -> stale.add(Queries.not(Queries.terms(Paths.VERSION, List.of(FieldValue.of(kept))))));
        var hits = search("look for leftovers", List.of(names.chunks()), body -> body.query(Queries.all(stale))
                .sort(by(Paths.KEY))
                .size(ChunkIndex.LARGEST_PAGE)
                .source(source -> source.fetch(false)));
        return hits.stream().map(Hit::id).flatMap(Stream::ofNullable).toList();
    }

    private List<Hit<ObjectNode>> search(
            String step, List<String> indices, java.util.function.UnaryOperator<SearchRequestBody.Builder> body) {
        Duration timeout = calls.timeout();
        var request = MsearchRequest.of(msearch -> msearch.searches(search -> search
                .header(header -> header.index(indices).allowPartialSearchResults(false))
                .body(builder -> body.apply(builder)
                        .timeout(timeout.toMillis() + "ms")
                        .trackTotalHits(total -> total.enabled(false)))));
        var answers = calls.await(step, client -> client.msearch(request, ObjectNode.class)).responses();
        if (answers.size() != 1) {
            throw new IndexUnavailable("%s: %d answers to one search".formatted(step, answers.size()));
        }
        var answer = answers.getFirst();
        if (answer.isFailure()) {
            throw new IndexUnavailable("%s: Elasticsearch answered %d %s"
                    .formatted(step, answer.failure().status(), answer.failure().error().type()));
        }
        return whole(step, answer.result());
    }

    private static List<Hit<ObjectNode>> whole(String step, MultiSearchItem<ObjectNode> result) {
        if (result.timedOut() || !result.shards().failures().isEmpty()) {
            throw new IndexUnavailable("%s: not every shard answered in time".formatted(step));
        }
        return result.hits().hits();
    }

    private static Query words(String question) {
        return Query.of(query -> query.multiMatch(match -> match.query(QuestionText.of(question))
                .fields(Paths.TEXT, Paths.TITLE)
                .type(TextQueryType.BestFields)
                .tieBreaker(TITLE_SHARE)));
    }

    private static SortOptions by(String path) {
        return SortOptions.of(sort -> sort.field(field -> field.field(path).order(SortOrder.Asc)));
    }

    private static Stream<io.sallyport.document.Chunk> chunk(Hit<ObjectNode> hit) {
        ObjectNode source = hit.source();
        return source == null ? Stream.empty() : Reading.chunk(source).stream();
    }

    private static Optional<Cursor> cursor(Hit<ObjectNode> hit) {
        List<FieldValue> sort = hit.sort();
        return sort.size() == 2 && sort.get(0).isDouble() && sort.get(1).isString()
                ? Optional.of(new Cursor(sort.get(0).doubleValue(), sort.get(1).stringValue()))
                : Optional.empty();
    }
}
