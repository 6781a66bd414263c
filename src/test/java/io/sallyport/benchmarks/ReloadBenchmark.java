package io.sallyport.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.sallyport.dev.GatewayClient;

/// `/v1/retrieve` at a steady rate while policies are edited, beside the same without.
class ReloadBenchmark {

    private static final int CALLERS = 4;
    private static final Duration PACE = Duration.ofMillis(CALLERS * 1_000L / 25);
    private static final int ROUNDS = Integer.getInteger("sallyport.benchmark.rounds", 5);
    private static final int CALLS = Integer.getInteger("sallyport.benchmark.calls", 100);
    private static final int WARM_UP = Integer.getInteger("sallyport.benchmark.reload-warm-up", 1_000);
    private static final int EDITS_TO_WARM_UP = 30;
    private static final Duration BETWEEN_EDITS = Duration.ofSeconds(4);
    private static final String STILL = "no edit";
    private static final String EDITED = "an edit every 4 s";
    private static final double MOST_ADDED = 5;

    private final AtomicInteger edits = new AtomicInteger();

    @Test
    void retrievalWhilePoliciesAreEdited() {
        try (var stack = new LoadedStack(InstantModel.start())) {
            try (var gateway = stack.gateway(stack.elasticsearch());
                    var editor = Executors.newSingleThreadScheduledExecutor()) {
                var client = stack.client(gateway);
                int chunks = stack.write(client);
                var questions = stack.questions();
                Load.Call call = number -> retrieve(client, questions.get(number % questions.size()));
                warmUp(stack, call, editor);
                var targets = new LinkedHashMap<String, Load.Call>();
                targets.put(STILL, call);
                targets.put(EDITED, whileEdited(call, stack.policies(), editor));
                int before = edits.get();
                var rounds = Rounds.run(ROUNDS, new Load(CALLERS, CALLS, PACE), targets, stack.processes(gateway));
                report(chunks, edits.get() - before, rounds);
            }
        }
    }

    /// So often that the compiler of the JVM has little left to do for requests and for reloads.
    private void warmUp(LoadedStack stack, Load.Call call, ScheduledExecutorService editor) {
        var editing = editor.scheduleWithFixedDelay(() -> edit(stack.policies()), 0, 2, TimeUnit.SECONDS);
        while (edits.get() < EDITS_TO_WARM_UP) {
            new Load(CALLERS, WARM_UP / CALLERS).run(call);
        }
        editing.cancel(false);
    }

    /// The first call of a round starts the edits of that round.
    private Load.Call whileEdited(Load.Call call, Path policies, ScheduledExecutorService editor) {
        int rounds = (int) (PACE.multipliedBy(CALLS).dividedBy(BETWEEN_EDITS));
        return number -> {
            if (number == 0) {
                for (int i = 0; i < rounds; i++) {
                    editor.schedule(() -> edit(policies), i * BETWEEN_EDITS.toMillis() + 500, TimeUnit.MILLISECONDS);
                }
            }
            call.send(number);
        };
    }

    /// Another comment, hence another revision: the whole bundle is read, compiled, tested and compared.
    private void edit(Path policies) {
        try {
            var aside = Files.writeString(policies.resolve(".comment"), "%s# edit %d%n".formatted(
                    Files.readString(policies.resolve("10-request.yaml")).replaceAll("(?m)^# edit .*\\R", ""),
                    edits.incrementAndGet()));
            Files.move(aside, policies.resolve("10-request.yaml"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void retrieve(GatewayClient client, String question) {
        var reply = client.post("alice", "/v1/retrieve",
                Map.of("query", question, "collections", List.of(LoadedStack.COLLECTION)));
        if (reply.status() != 200) {
            throw new IllegalStateException("not an answer: " + reply.status() + " " + reply.body());
        }
    }

    private static void report(int chunks, int edits, Rounds rounds) {
        double added = rounds.of(EDITED).millis(99) - rounds.of(STILL).millis(99);
        new Report("5-reload", "Policies edited under load")
                .line("%,d chunks, %d calls a second, %d rounds with and without edits in turn, %d edits.", chunks,
                        CALLERS * 1_000 / PACE.toMillis(), ROUNDS, edits)
                .line("").line(rounds.table()).line("")
                .line("Added p99 in ms, by round: %s",
                        rounds.spread(round -> round.of(EDITED).millis(99) - round.of(STILL).millis(99)))
                .goal(added <= MOST_ADDED, "p99 + %.2f ms, at most %.0f ms", added, MOST_ADDED)
                .write();
    }
}
