package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.dev.GatewayClient.Reply;
import io.sallyport.dev.PolicyFolders;
import io.sallyport.dev.Script;
import io.sallyport.dev.TestStack;
import io.sallyport.policy.PolicyFiles;

/// A candidate beside the policies in force, on real requests: everybody gets what the policies in force give, and the audit
/// log tells what the candidate would have changed. In force, `right` is denied and `left` is shown.
class ShadowIT {

    private static final String DIFFERED = "PolicyShadowDiffered";
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final long BETWEEN_COUNTS = 150;
    private static final Path CANDIDATE = TestStack.temporary("shadow").resolve("candidate");
    private static final Map<String, Object> SEARCH = Map.of(
            "query", EditedPolicies.QUESTION, "collections", List.of("finance"));

    private static final String OPEN = """
            apiVersion: sallyport/v1
            kind: %s
            metadata: { name: open, owner: tests@halden.example }
            spec:
              rules:
                - id: everything
                  effect: %s
                  reason: Everything.
                  when: |
                    true
            """;

    private static EditedPolicies policies;

    @BeforeAll
    static void start() {
        policies = EditedPolicies.start("--sallyport.policies.shadow.directory=" + CANDIDATE,
                "--sallyport.policies.shadow.counts-per-minute=600");
    }

    @AfterAll
    static void stop() {
        policies.close();
    }

    @BeforeEach
    void withoutCandidate() throws IOException {
        FileSystemUtils.deleteRecursively(CANDIDATE);
        await(shadow -> !shadow.has("revision") && !shadow.has("rejected"));
        TestStack.model().reset();
    }

    // What is tried

    /// The policies in force with another content of the edited file, and edits of the others.
    private static void tryOut(String edited, UnaryOperator<String> edit) {
        try {
            Files.createDirectories(CANDIDATE);
            PolicyFolders.copyRules(CANDIDATE, text -> edit
                    .apply(text.replaceAll("requestsPerMinute: \\d+", "requestsPerMinute: 1000000")));
            Files.writeString(CANDIDATE.resolve(EditedPolicies.FILE), edited);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        awaitCandidate();
    }

    private static void write(String file, String text) throws IOException {
        Files.createDirectories(CANDIDATE);
        Files.writeString(CANDIDATE.resolve(file), text);
    }

    private static void awaitCandidate() {
        String wanted = PolicyFiles.in(CANDIDATE).revision().value();
        await(shadow -> shadow.path("revision").asString("").equals(wanted));
    }

    private static JsonNode shadow() {
        return policies.state().get("shadow");
    }

    private static void await(Predicate<JsonNode> reached) {
        long end = System.nanoTime() + PATIENCE;
        while (!reached.test(shadow())) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still " + shadow());
            }
            pause(20);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    // What is asked

    private static Reply search(String person) {
        return compared(() -> policies.client().post(person, "/v1/retrieve", SEARCH));
    }

    /// Asks, and waits until that was compared and the next one may be counted.
    private static Reply compared(java.util.function.Supplier<Reply> ask) {
        long before = shadow().path("requests").asLong(0);
        boolean tried = shadow().has("revision");
        var reply = ask.get();
        if (tried) {
            await(shadow -> shadow.get("requests").asLong() == before + 1);
            pause(BETWEEN_COUNTS);
        }
        return reply;
    }

    private static List<String> found(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().get("passages").valueStream().map(each -> each.at("/citation/id").asString()).toList();
    }

    private static void assertShowsOnlyWhatIsInForce() {
        assertThat(found(search("alice"))).containsExactly("left");
        var conrad = search("conrad");
        assertThat(conrad.status()).isEqualTo(403);
        assertThat(conrad.body()).contains("Contractors need multi-factor sign-in.");
    }

    // What is recorded

    private static AuditView recorded(Reply reply) {
        return AuditView.of(policies.gateway(), reply.header("x-request-id"));
    }

    private static JsonNode difference(Reply reply) {
        long end = System.nanoTime() + PATIENCE;
        while (recorded(reply).all(DIFFERED).isEmpty() && System.nanoTime() < end) {
            pause(20);
        }
        return recorded(reply).one(DIFFERED);
    }

    /// A later entry is durable, so an earlier one would be there.
    private static void assertNoDifference(Reply reply) {
        policies.client().post("alice", "/v1/retrieve", SEARCH);
        assertThat(recorded(reply).kinds()).doesNotContain(DIFFERED);
    }

    private static List<String> names(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void aCandidateThatAllowsEverythingLeaksNothing() throws IOException {
        var shipped = Path.of("policies");
        write("00-vocabulary.yaml", Files.readString(shipped.resolve("00-vocabulary.yaml")));
        write("10-request.yaml", OPEN.formatted("RequestPolicy", "allow"));
        write("20-documents.yaml", OPEN.formatted("RetrievalPolicy", "allow"));
        var models = Files.readString(shipped.resolve("30-models.yaml"));
        write("30-models.yaml", models.substring(0, models.indexOf("  rules:"))
                + OPEN.substring(OPEN.indexOf("  rules:")).formatted("allow"));
        awaitCandidate();
        assertShowsOnlyWhatIsInForce();
        TestStack.model().always(Script.saying("It sleeps [1]."));
        var chat = compared(() -> Chat.to("halden-local", EditedPolicies.QUESTION).in("finance")
                .by(policies.client(), "alice"));
        assertThat(Chat.cited(chat)).containsExactly("left");
        assertThat(Chat.prompt().toString()).contains("on the left").doesNotContain("on the right");
        var difference = difference(chat);
        assertThat(difference.get("gained").asLong()).as("the document that is denied").isEqualTo(1);
        assertThat(difference.get("hidden")).isEmpty();
        assertThat(names(difference.get("obligations"))).as("none of them would hold")
                .contains("40-obligations.yaml#everyone", "40-obligations.yaml#contact-details");
        assertThat(difference.toString()).doesNotContain("wombat");
        assertThat(recorded(chat).one("Egressed").get("revision").asString())
                .isEqualTo(policies.revisionOfTheFolder());
    }

    @Test
    void aCandidateThatDeniesEverythingRefusesNothing() throws IOException {
        tryOut(EditedPolicies.denying("right"), text -> text);
        write("70-closed.yaml", OPEN.formatted("RequestPolicy", "deny"));
        awaitCandidate();
        assertShowsOnlyWhatIsInForce();
        var alice = search("alice");
        assertThat(found(alice)).containsExactly("left");
        var difference = difference(alice);
        assertThat(difference.get("allowed").asBoolean()).isTrue();
        assertThat(difference.get("wouldAllow").asBoolean()).isFalse();
        assertThat(names(difference.get("rules"))).containsExactly("70-closed.yaml#everything");
        assertThat(difference.has("gained")).isFalse();
        assertThat(recorded(alice).kinds()).contains("Received", "Disclosed", "Answered");
    }

    @Test
    void aBrokenCandidateChangesOnlyHealthAndMetrics() throws Exception {
        var inForce = policies.state().get("revision");
        write(EditedPolicies.FILE, EditedPolicies.denying("left").replace("document.tags", "document.tag"));
        await(shadow -> shadow.has("rejected"));
        assertShowsOnlyWhatIsInForce();
        assertNoDifference(search("alice"));
        var state = policies.state();
        assertThat(state.get("revision")).isEqualTo(inForce);
        assertThat(state.has("rejected")).isFalse();
        assertThat(state.at("/shadow/rejected/count").asInt()).isPositive();
        var health = new JsonMapper().readTree(management("/actuator/health")).at("/components/policy");
        assertThat(health.get("status").asString()).isEqualTo("UP");
        assertThat(health.at("/details/stale").asBoolean()).isFalse();
        assertThat(health.at("/details/shadow/rejected/problems").asInt()).isPositive();
        assertThat(management("/actuator/prometheus")).contains("sallyport_policies_shadow_active 0.0",
                "sallyport_policies_stale 0.0").doesNotContain("sallyport_policies_shadow_problems 0.0");
    }

    /// Shows `right` and hides `left`; contractors may ask, the rest of engineering may not; security has addresses masked.
    private static String edited(String text) {
        return text.replace("\"contractor\" in subject.roles && !subject.mfa",
                "!(\"contractor\" in subject.roles) && subject.department == \"engineering\"")
                .replace("[\"engineering\", \"security\"]", "[\"engineering\"]");
    }

    @Test
    void theEntriesShowExactlyTheDifferencesOfEachSubject() {
        tryOut(EditedPolicies.denying("left"), ShadowIT::edited);
        for (var person : List.of("alice", "bob", "sam")) {
            var reply = search(person);
            assertThat(found(reply)).containsExactly("left");
            assertDiffers(reply, person, true, true, List.of());
            var difference = difference(reply);
            assertThat(difference.get("hidden").toString())
                    .isEqualTo("[{\"document\":\"finance/left\",\"rule\":\"60-edited.yaml#not-left\"}]");
            assertThat(difference.get("hiddenCount").asInt()).isEqualTo(1);
            assertThat(difference.get("gained").asInt()).isEqualTo(1);
            assertThat(names(difference.get("obligations"))).isEqualTo(
                    person.equals("sam") ? List.of("40-obligations.yaml#machine-addresses") : List.of());
        }
        var erik = search("erik");
        assertThat(found(erik)).containsExactly("left");
        assertDiffers(erik, "erik", true, false, List.of("10-request.yaml#contractors-need-mfa"));
        assertThat(difference(erik).get("hidden")).isEmpty();
        var conrad = search("conrad");
        assertThat(conrad.status()).isEqualTo(403);
        assertDiffers(conrad, "conrad", false, true, List.of("10-request.yaml#contractors-need-mfa"));
        assertThat(difference(conrad).get("gained").asInt()).as("nothing he is cleared for").isZero();
        assertSummary(shadow());
    }

    private static void assertDiffers(
            Reply reply, String person, boolean allowed, boolean wouldAllow, List<String> rules) {
        var difference = difference(reply);
        assertThat(difference.get("subject").asString()).isEqualTo(AuditView.reference(policies.gateway(), person));
        assertThat(difference.get("tenant").asString()).isEqualTo("halden");
        assertThat(difference.get("revision").asString()).isEqualTo(policies.revisionOfTheFolder());
        assertThat(difference.get("candidate").asString()).isEqualTo(PolicyFiles.in(CANDIDATE).revision().value());
        assertThat(difference.get("allowed").asBoolean()).isEqualTo(allowed);
        assertThat(difference.get("wouldAllow").asBoolean()).isEqualTo(wouldAllow);
        assertThat(names(difference.get("rules"))).isEqualTo(rules);
        assertThat(difference.toString()).doesNotContain("wombat");
    }

    private static void assertSummary(JsonNode shadow) {
        assertThat(shadow.get("against").asString()).isEqualTo(policies.revisionOfTheFolder());
        assertThat(List.of(shadow.get("requests").asInt(), shadow.get("differing").asInt(),
                shadow.get("refused").asInt(), shadow.get("allowed").asInt(), shadow.get("hidden").asInt(),
                shadow.get("obligations").asInt(), shadow.get("gained").asInt(), shadow.get("counted").asInt(),
                shadow.get("dropped").asInt(), shadow.get("failed").asInt(), shadow.get("unrecorded").asInt()))
                .containsExactly(5, 5, 1, 1, 3, 1, 3, 4, 0, 0, 0);
        assertThat(shadow.get("rules").toString()).isEqualTo("""
                [{"difference":"hidden","rule":"60-edited.yaml#not-left","requests":3},\
                {"difference":"refused","rule":"10-request.yaml#contractors-need-mfa","requests":1},\
                {"difference":"allowed","rule":"10-request.yaml#contractors-need-mfa","requests":1},\
                {"difference":"obligations","rule":"40-obligations.yaml#machine-addresses","requests":1}]""");
    }

    @Test
    void changingTheFolderSwapsTheCandidateAndTakingItAwayEndsIt() throws IOException {
        tryOut(EditedPolicies.denying("left"), text -> text);
        var first = search("alice");
        tryOut(EditedPolicies.denying("right"), text -> text);
        assertThat(shadow().get("requests").asInt()).as("of the new candidate").isZero();
        assertNoDifference(search("alice"));
        FileSystemUtils.deleteRecursively(CANDIDATE);
        await(shadow -> !shadow.has("revision"));
        assertNoDifference(search("alice"));
        assertThat(difference(first).get("hiddenCount").asInt()).isEqualTo(1);
    }

    @Test
    void oncePublishedTheCandidateDiffersInNothing() {
        tryOut(EditedPolicies.denying("left"), text -> text);
        var before = search("alice");
        assertThat(difference(before).get("gained").asInt()).isEqualTo(1);
        try {
            policies.publish(EditedPolicies.denying("left"));
            var after = policies.client().post("alice", "/v1/retrieve", SEARCH);
            assertThat(found(after)).as("as predicted").containsExactly("right");
            await(shadow -> shadow.get("requests").asInt() == 1 && shadow.get("differing").asInt() == 0);
            assertNoDifference(after);
        } finally {
            policies.publish(EditedPolicies.denying("right"));
        }
    }

    private static String management(String path) throws IOException, InterruptedException {
        URI uri = policies.gateway().management().resolve(path);
        return Objects.requireNonNull(policies.client().http()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
    }
}
