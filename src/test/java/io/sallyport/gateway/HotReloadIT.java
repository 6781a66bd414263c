package io.sallyport.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.dev.GatewayClient;

/// Policies are edited while about 200 requests a second run, for some seconds, or as many as the system property
/// `sallyport.reload.seconds` says.
class HotReloadIT {

    private static final int SECONDS = Integer.getInteger("sallyport.reload.seconds", 6);
    private static final int A_SECOND = 200;
    private static final int AT_A_TIME = 24;
    private static final long BETWEEN_EDITS = 400;
    private static final String REVISION = "x-sallyport-policy-revision";

    private static EditedPolicies policies;

    private final Map<String, List<String>> disclosedBy = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> answersOf = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() {
        policies = EditedPolicies.start();
    }

    @AfterAll
    static void stop() {
        policies.close();
    }

    @Test
    void noRequestSeesAMixtureAndNoneFailsBecauseOfAReload() throws Exception {
        know("right", "left");
        var edits = new AtomicInteger();
        int asked = runWhile(() -> {
            String tag = edits.getAndIncrement() % 2 == 0 ? "left" : "right";
            know(tag, tag.equals("left") ? "right" : "left");
            policies.edit(EditedPolicies.FILE, EditedPolicies.denying(tag));
            policies.awaitPublished();
        });
        System.out.printf("hot reload: %d requests in %d s, %d edits, answers by revision %s%n", asked, SECONDS,
                edits.get(), answersOf);
        assertThat(wrong).isEmpty();
        assertThat(answersOf).as("both revisions answered").hasSize(2);
        assertThat(edits).hasValueGreaterThan(2);
    }

    @Test
    void aBrokenEditChangesNothingButHealth() throws Exception {
        policies.edit(EditedPolicies.FILE, EditedPolicies.denying("right"));
        policies.awaitPublished();
        String good = policies.revisionOfTheFolder();
        know("right", "left");
        var edits = new AtomicInteger();
        runWhile(() -> {
            policies.edit(EditedPolicies.FILE,
                    EditedPolicies.denying("left").replace("document.tags", "document.tag" + edits.getAndIncrement()));
            policies.awaitRejected();
        });
        assertThat(wrong).isEmpty();
        assertThat(answersOf.keySet()).containsExactly(good);
        var health = management("/actuator/health").at("/components/policy");
        assertThat(health.get("status").asString()).isEqualTo("UP");
        assertThat(health.at("/details/revision").asString()).isEqualTo(good);
        assertThat(health.at("/details/stale").asBoolean()).isTrue();
        assertThat(health.at("/details/rejected/first/0").asString()).contains(EditedPolicies.FILE + ":10:");
        assertThat(prometheus()).contains("sallyport_policies_stale 1.0",
                "sallyport_policies_revision{revision=\"%s\"} 1.0".formatted(good));
        policies.edit(EditedPolicies.FILE, EditedPolicies.denying("right"));
        policies.awaitPublished();
        assertThat(policies.state().has("rejected")).isFalse();
    }

    /// What the revision discloses that denies that tag.
    private void know(String denied, String disclosed) {
        disclosedBy.put(policies.revisionWith(EditedPolicies.FILE, EditedPolicies.denying(denied)), List.of(disclosed));
    }

    private int runWhile(Runnable edit) throws Exception {
        var asked = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + SECONDS * 1_000_000_000L;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_A_TIME; i++) {
                threads.submit(() -> {
                    for (int number; System.nanoTime() < end;) {
                        number = asked.getAndIncrement();
                        waitUntil(start + number * (1_000_000_000L / A_SECOND));
                        ask();
                    }
                    return "";
                });
            }
            while (System.nanoTime() < end) {
                edit.run();
                Thread.sleep(BETWEEN_EDITS);
            }
        }
        return asked.get();
    }

    private static void waitUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    private void ask() {
        try {
            var reply = policies.client().post("alice", "/v1/retrieve",
                    Map.of("query", EditedPolicies.QUESTION, "collections", List.of("finance")));
            judge(reply);
        } catch (RuntimeException failed) {
            wrong.add(failed.toString());
        }
    }

    private void judge(GatewayClient.Reply reply) {
        String revision = reply.header(REVISION);
        answersOf.computeIfAbsent(revision, any -> new LongAdder()).increment();
        if (reply.status() != 200) {
            wrong.add(reply.status() + " " + reply.body());
            return;
        }
        var found = reply.json().get("passages").valueStream()
                .map(passage -> passage.at("/citation/id").asString())
                .collect(Collectors.toList());
        if (!found.equals(disclosedBy.get(revision))) {
            wrong.add("revision %s disclosed %s".formatted(revision, found));
        }
    }

    private static JsonNode management(String path) throws Exception {
        return new JsonMapper().readTree(managementText(path));
    }

    private static String prometheus() throws Exception {
        return managementText("/actuator/prometheus");
    }

    private static String managementText(String path) throws Exception {
        URI uri = policies.gateway().management().resolve(path);
        return requireNonNull(
                policies.client().http().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                        .body());
    }
}
