package io.sallyport.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.GatewayProcess;
import io.sallyport.redaction.RedactionStream;

/// `/v1/chat/completions` beside the same model asked directly with the same prompts.
class ChatBenchmark {

    private static final int CALLERS = 8;
    private static final int ROUNDS = Integer.getInteger("sallyport.benchmark.rounds", 5);
    private static final int CALLS = Integer.getInteger("sallyport.benchmark.calls", 100);
    private static final int WARM_UP = Integer.getInteger("sallyport.benchmark.warm-up", 1_200);
    private static final int STREAMS = 50;
    private static final Duration PACE = Duration.ofMillis(20);
    private static final String GATEWAY = "gateway `/v1/chat/completions`";
    private static final String MODEL = "the model, directly";
    private static final double MOST_ADDED = 15;
    private static final long MOST_MEMORY = 512;
    private static final JsonMapper JSON = new JsonMapper();

    private final Report report = new Report("3-chat", "`POST /v1/chat/completions`");

    @Test
    void chatBesideTheModelAlone() {
        var model = InstantModel.start(PACE);
        try (var stack = new LoadedStack(model)) {
            int chunks = prepare(stack);
            try (var gateway = stack.gateway(stack.elasticsearch()); var direct = new DirectClient()) {
                var client = stack.client(gateway);
                var targets = targets(stack.questions(), client, model, direct);
                var processes = stack.processes(gateway);
                Rounds.run(1, new Load(CALLERS, WARM_UP), targets, processes);
                report.line("%,d chunks, answers not streamed, %d rounds on each target in turn.", chunks, ROUNDS);
                added(CALLERS, Rounds.run(ROUNDS, new Load(CALLERS, CALLS), targets, processes));
                memory(gateway);
                added(1, Rounds.run(ROUNDS, new Load(1, CALLS), targets, processes));
                streams(stack.questions(), client, model);
            }
        }
        report.write();
    }

    private static int prepare(LoadedStack stack) {
        try (var gateway = stack.gateway(stack.elasticsearch())) {
            return stack.write(stack.client(gateway));
        }
    }

    /// The prompts are those that the gateway makes of the questions.
    private static Map<String, Load.Call> targets(
            List<String> questions, GatewayClient client, InstantModel model, DirectClient direct) {
        var prompts = questions.stream().map(question -> {
            ask(client, question);
            return model.lastBody();
        }).toList();
        var targets = new LinkedHashMap<String, Load.Call>();
        targets.put(GATEWAY, number -> ask(client, questions.get(number % questions.size())));
        targets.put(MODEL,
                number -> direct.send(completion(model.baseUrl(), prompts.get(number % prompts.size()))));
        return targets;
    }

    private static HttpRequest completion(URI model, String body) {
        return HttpRequest.newBuilder(URI.create(model + "/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static void ask(GatewayClient client, String question) {
        var reply = client.post("alice", "/v1/chat/completions", body(question, false));
        if (reply.status() != 200 || !reply.body().contains("\"citations\"")) {
            throw new IllegalStateException("not a cited answer: " + reply.status() + " " + reply.body());
        }
    }

    private static Map<String, Object> body(String question, boolean streamed) {
        return Map.of("model", "halden-local", "stream", streamed, "messages",
                List.of(Map.of("role", "user", "content", question)), "sallyport",
                Map.of("collections", List.of(LoadedStack.COLLECTION)));
    }

    private void added(int callers, Rounds rounds) {
        double added = rounds.of(GATEWAY).millis(50) - rounds.of(MODEL).millis(50);
        report.line("").line("### %d %s", callers, callers == 1 ? "caller" : "callers").line("")
                .line(rounds.table()).line("")
                .line("Added p50 in ms, by round: %s", rounds.spread(
                        round -> round.of(GATEWAY).millis(50) - round.of(MODEL).millis(50)))
                .goal(added < MOST_ADDED, "p50 + %.2f ms with %d at a time, less than %.0f ms", added, callers,
                        MOST_ADDED);
    }

    private void memory(GatewayProcess gateway) {
        long now = megabytes(gateway, "VmRSS");
        report.goal(now < MOST_MEMORY, "%d MB resident after that load (peak %d MB), less than %d MB", now,
                megabytes(gateway, "VmHWM"), MOST_MEMORY);
    }

    private static long megabytes(GatewayProcess gateway, String field) {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(gateway.process().pid()), "status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How far the caller's first text is behind the model's.
    ///
    /// @param nanos    from the model's first word to the caller's first text
    /// @param words    the model had sent by then
    /// @param withheld characters of these that the caller did not have
    private record Behind(long nanos, int words, int withheld) {}

    private void streams(List<String> questions, GatewayClient client, InstantModel model) {
        var behind = new ArrayList<Behind>();
        for (int number = 0; number < 2 * STREAMS; number++) {
            var measured = stream(client, questions.get(number % questions.size()), model);
            if (number >= STREAMS) {
                behind.add(measured);
            }
        }
        var times = new Latencies(behind.stream().mapToLong(Behind::nanos).toArray(), 1);
        int words = behind.stream().mapToInt(Behind::words).max().orElseThrow();
        int withheld = behind.stream().mapToInt(Behind::withheld).max().orElseThrow();
        report.line("").line("### Streamed").line("")
                .line("The model sends a word each %d ms, the first at once; %d streams after as many to warm up.",
                        PACE.toMillis(), STREAMS)
                .line("From the model's first word to the caller's first text: p50 %.2f ms, p95 %.2f ms.",
                        times.millis(50), times.millis(95))
                .line("By then the model had sent at most %d words.", words)
                .goal(withheld <= RedactionStream.LONGEST_HELD && times.millis(50) < 2 * PACE.toMillis(),
                        "the caller's first text is at most %d characters behind the model, and p50 less than two words;"
                                + " one held segment (%d characters at most, here a word and what decides on it)",
                        withheld, RedactionStream.LONGEST_HELD);
    }

    private static Behind stream(GatewayClient client, String question, InstantModel model) {
        var request = client.request("alice", "/v1/chat/completions")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body(question, true))))
                .build();
        try {
            var response = client.http().send(request, BodyHandlers.ofInputStream());
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
                var behind = first(lines, model);
                if (!lines.lines().collect(Collectors.joining()).endsWith("[DONE]")) {
                    throw new IllegalStateException("a stream broke off");
                }
                return behind;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted under load", interrupted);
        }
    }

    private static Behind first(BufferedReader lines, InstantModel model) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String text = line.startsWith("data: {")
                    ? JSON.readTree(line.substring(6)).at("/choices/0/delta/content").asString("")
                    : "";
            if (!text.isEmpty()) {
                long nanos = System.nanoTime() - model.firstDelta();
                int words = model.sent();
                int sent = InstantModel.deltas().stream().limit(words).mapToInt(String::length).sum();
                return new Behind(nanos, words, Math.max(0, sent - text.length()));
            }
        }
        throw new IllegalStateException(String.format(Locale.ROOT, "a stream had no text"));
    }
}
