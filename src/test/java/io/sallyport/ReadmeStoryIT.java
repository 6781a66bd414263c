package io.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.TestStack;

/// The README's story: one question, two different cited answers, one refusal with its reason, and a log of all three.
class ReadmeStoryIT {

    private static final String QUESTION = "What is the budget of the Rotterdam office move?";

    private final GatewayClient client = TestStack.client();

    @Test
    void twoSubjectsGetTwoDifferentCitedAnswersAThirdARefusalAndTheLogShowsAllThree() {
        var bob = ask("bob");
        var alice = ask("alice");
        var conrad = ask("conrad");

        assertThat(bob.status()).as(bob.body()).isEqualTo(200);
        assertThat(text(bob)).contains("EUR 4.2 million").containsPattern("\\[\\d]");
        assertThat(cited(bob)).contains("rotterdam-move-budget");

        assertThat(alice.status()).as(alice.body()).isEqualTo(200);
        assertThat(text(alice)).doesNotContain("4.2").contains("not published").containsPattern("\\[\\d]");
        assertThat(cited(alice)).contains("rotterdam-move-announcement").doesNotContain("rotterdam-move-budget");

        assertThat(conrad.status()).isEqualTo(403);
        assertThat(conrad.json().at("/error/code").asString()).isEqualTo("denied");
        assertThat(conrad.json().at("/error/message").asString()).containsIgnoringCase("multi-factor");

        assertThat(kinds(bob)).containsExactly("Received", "Egressed", "Answered");
        assertThat(kinds(alice)).containsExactly("Received", "Egressed", "Answered");
        assertThat(kinds(conrad)).containsExactly("Received", "Refused");
        assertThat(entries(bob).get(1).at("/entry/documents").toString()).contains("rotterdam-move-budget");
        assertThat(entries(alice).get(1).at("/entry/documents").toString()).doesNotContain("rotterdam-move-budget");
        assertThat(entries(conrad).get(1).at("/entry/rule").asString()).startsWith("10-request.yaml#");
    }

    private GatewayClient.Reply ask(String person) {
        return client.post(
                person,
                "/v1/chat/completions",
                Map.of("model", "halden-local", "messages", List.of(Map.of("role", "user", "content", QUESTION))));
    }

    private static String text(GatewayClient.Reply reply) {
        return reply.json().at("/choices/0/message/content").asString();
    }

    private static List<String> cited(GatewayClient.Reply reply) {
        return reply.json().get("citations").valueStream().map(each -> each.get("id").asString()).toList();
    }

    private List<String> kinds(GatewayClient.Reply reply) {
        return entries(reply).stream().map(each -> each.get("kind").asString()).toList();
    }

    private List<JsonNode> entries(GatewayClient.Reply reply) {
        var page = client.get(
                "sam",
                "/v1/audit/entries?purpose=test&order=oldest&request=" + reply.header("x-request-id"));
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page.json().get("entries").valueStream().toList();
    }
}
