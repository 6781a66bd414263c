package io.sallyport.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.sallyport.benchmarks.RecordingProxy.Recorded;
import io.sallyport.dev.GatewayClient;

/// `/v1/retrieve` beside the Elasticsearch requests it is made of, sent directly.
class RetrieveBenchmark {

    private static final int CALLERS = 8;
    private static final int ROUNDS = Integer.getInteger("sallyport.benchmark.rounds", 5);
    private static final int CALLS = Integer.getInteger("sallyport.benchmark.calls", 100);
    private static final int WARM_UP = Integer.getInteger("sallyport.benchmark.warm-up", 400);
    /// Until the just-in-time compiler has little left to do, as in a gateway that serves for a while.
    private static final int GATEWAY_WARM_UP = Integer.getInteger("sallyport.benchmark.gateway-warm-up", 1_000);
    private static final String GATEWAY = "gateway `/v1/retrieve`";
    private static final String SEARCH = "the same `_msearch`, directly";
    private static final String RECORDS = "the same `_mget`, directly";
    private static final double ALLOWED = 1.5;

    private final List<Recorded> searches = new ArrayList<>();
    private final List<Recorded> records = new ArrayList<>();

    @Test
    void retrievalBesideTheSameQuery() {
        try (var stack = new LoadedStack(InstantModel.start())) {
            int chunks = prepare(stack);
            try (var gateway = stack.gateway(stack.elasticsearch()); var direct = new DirectClient()) {
                var client = stack.client(gateway);
                var questions = stack.questions();
                var targets = new LinkedHashMap<String, Load.Call>();
                targets.put(GATEWAY, number -> retrieve(client, questions.get(number % questions.size())));
                targets.put(SEARCH,
                        number -> direct.send(searches.get(number % searches.size()).to(stack.elasticsearch())));
                targets.put(RECORDS,
                        number -> direct.send(records.get(number % records.size()).to(stack.elasticsearch())));
                var processes = stack.processes(gateway);
                new Load(CALLERS, GATEWAY_WARM_UP)
                        .run(number -> retrieve(client, questions.get(number % questions.size())));
                Rounds.run(1, new Load(CALLERS, WARM_UP), targets, processes);
                report(chunks, Rounds.run(ROUNDS, new Load(CALLERS, CALLS), targets, processes));
            }
        }
    }

    /// Writes the corpus and learns what each question sends to Elasticsearch, through a gateway that is not measured.
    private int prepare(LoadedStack stack) {
        try (var proxy = RecordingProxy.before(stack.elasticsearch()); var gateway = stack.gateway(proxy.uri())) {
            var client = stack.client(gateway);
            int chunks = stack.write(client);
            for (String question : stack.questions()) {
                proxy.drain();
                retrieve(client, question);
                learn(proxy.drain());
            }
            return chunks;
        }
    }

    private void learn(List<Recorded> requests) {
        assertThat(requests).extracting(Recorded::path)
                .as("one retrieval is one search and one read of records")
                .satisfiesExactly(path -> assertThat(path).startsWith("/_msearch"),
                        path -> assertThat(path).startsWith("/_mget"));
        searches.add(requests.getFirst());
        records.add(requests.getLast());
    }

    private static void retrieve(GatewayClient client, String question) {
        var reply = client.post("alice", "/v1/retrieve",
                Map.of("query", question, "collections", List.of(LoadedStack.COLLECTION)));
        if (reply.status() != 200 || !reply.body().contains("\"rank\":10")) {
            throw new IllegalStateException("not ten passages: " + reply.status() + " " + reply.body());
        }
    }

    private static void report(int chunks, Rounds rounds) {
        double gateway = rounds.of(GATEWAY).millis(50);
        double search = rounds.of(SEARCH).millis(50);
        double limit = ALLOWED * search + rounds.of(RECORDS).millis(50);
        new Report("2-retrieve", "`POST /v1/retrieve`")
                .line("%,d chunks in one collection, %d callers, %d rounds of %d calls on each target in turn.", chunks,
                        CALLERS, ROUNDS, CALLERS * CALLS)
                .line("").line(rounds.table()).line("")
                .line("p50 of the gateway / p50 of the same search, by round: %s",
                        rounds.spread(round -> round.of(GATEWAY).millis(50) / round.of(SEARCH).millis(50)))
                .line("")
                .line("p50 of the gateway / (1.5 × search + `_mget`), by round: %s", rounds.spread(
                        round -> round.of(GATEWAY).millis(50)
                                / (ALLOWED * round.of(SEARCH).millis(50) + round.of(RECORDS).millis(50))))
                .goal(gateway <= limit, "p50 %.2f ms, at most 1.5 × search + one `_mget` = %.2f ms", gateway, limit)
                .write();
    }
}
