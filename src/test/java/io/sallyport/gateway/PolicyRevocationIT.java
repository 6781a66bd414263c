package io.sallyport.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.dev.Script;
import io.sallyport.dev.TestStack;

/// Policies that change while an answer streams: it ends under the bundle it began with, unless the new one revokes.
class PolicyRevocationIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String LAST = "THE-END";
    private static final String ANSWER = "word ".repeat(80) + LAST;
    private static final String REFUSING = """
            apiVersion: sallyport/v1
            kind: RequestPolicy
            metadata: { name: edited, owner: tests@halden.example }
            spec:
              rules:
                - id: closed
                  effect: deny
                  reason: Closed.
                  when: |
                    true
            """;

    private static EditedPolicies policies;

    @BeforeAll
    static void start() {
        policies = EditedPolicies.start();
    }

    @AfterAll
    static void stop() {
        policies.close();
    }

    @BeforeEach
    void slowModel() {
        policies.publish(EditedPolicies.denying("right"));
        TestStack.model().reset();
        TestStack.model().always(Script.saying(ANSWER).inDeltasOf(5).pausing(Duration.ofMillis(40)));
    }

    @AfterEach
    void restore() {
        TestStack.model().reset();
    }

    private record Begun(HttpResponse<InputStream> response, BufferedReader lines) {

        static Begun ask(EditedPolicies policies) throws Exception {
            var question = Chat.to("halden-local", EditedPolicies.QUESTION).in("finance").with("stream", true).fields();
            var request = policies.client().request("alice", "/v1/chat/completions")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(question))).build();
            var response = policies.client().http().send(request, BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            var begun = new Begun(response, new BufferedReader(new InputStreamReader(response.body(), UTF_8)));
            begun.until("word");
            return begun;
        }

        void until(String text) throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(text)) {
                    return;
                }
            }
            throw new AssertionError("the stream ended without " + text);
        }

        List<String> rest() {
            return lines.lines().filter(line -> line.startsWith("data: ")).toList();
        }

        String revision() {
            return response.headers().firstValue("x-sallyport-policy-revision").orElseThrow();
        }

        AuditView recorded() {
            return AuditView.of(policies.gateway(), response.headers().firstValue("x-request-id").orElseThrow());
        }
    }

    @Test
    void aStreamEndsWhenItsDocumentIsNoLongerAdmitted() throws Exception {
        var stream = Begun.ask(policies);
        policies.publish(EditedPolicies.denying("left"));
        var rest = stream.rest();
        assertRevoked(stream, rest);
        assertThat(stream.recorded().one("Egressed").get("revision").asString()).isEqualTo(stream.revision());
    }

    @Test
    void aStreamEndsWhenItsRequestWouldBeRefused() throws Exception {
        var stream = Begun.ask(policies);
        policies.publish(REFUSING);
        assertRevoked(stream, stream.rest());
    }

    private static void assertRevoked(Begun stream, List<String> rest) {
        assertThat(String.join("", rest)).doesNotContain(LAST, "[DONE]");
        var error = JSON.readTree(rest.getLast().substring("data: ".length()));
        assertThat(error.at("/error/code").asString()).isEqualTo("revoked");
        assertThat(error.at("/error/message").asString()).isEqualTo("A change of the policies ended this answer.");
        var aborted = stream.recorded().one("Aborted");
        assertThat(aborted.get("cause").asString()).isEqualTo("revoked");
        assertThat(aborted.get("bytes").asLong()).isPositive();
    }

    @Test
    void aStreamThatStaysPermittedEndsUnderTheBundleItBeganWith() throws Exception {
        var stream = Begun.ask(policies);
        String before = stream.revision();
        String after = policies.publish(EditedPolicies.denying("nothing"));
        assertThat(stream.rest()).anyMatch(line -> line.contains(LAST)).last().isEqualTo("data: [DONE]");
        assertThat(before).isNotEqualTo(after);
        assertThat(stream.recorded().kinds()).endsWith("Answered");
        assertThat(stream.recorded().one("Egressed").get("revision").asString()).isEqualTo(before);
        var next = policies.client().post("alice", "/v1/retrieve", Map.of("query", EditedPolicies.QUESTION));
        assertThat(next.header("x-sallyport-policy-revision")).isEqualTo(after);
    }

    @Test
    void aStreamMayBeLeftToEndByConfiguration() throws Exception {
        try (var lenient = EditedPolicies.start("--sallyport.answers.end-revoked=false")) {
            var stream = Begun.ask(lenient);
            lenient.publish(EditedPolicies.denying("left"));
            assertThat(stream.rest()).anyMatch(line -> line.contains(LAST)).last().isEqualTo("data: [DONE]");
        }
    }
}
