package io.sallyport.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.sallyport.dev.GatewayClient;

/// Services behind the gateway stop and come back: it refuses, says why, records it, and goes on by itself.
class OutageIT {

    private static final Site SITE = Site.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @BeforeEach
    void restore() {
        SITE.restore();
    }

    @AfterAll
    static void everyRequestEndedOnce() {
        SITE.restore();
        SITE.log().assertEveryRequestIsClosedOnce();
    }

    @Test
    void withoutElasticsearchEveryQuestionIsRefusedAndRecordedUntilItIsBack() {
        SITE.node().kill();
        assertRefused(SITE.ask());
        assertRefused(retrieve());
        assertThat(SITE.egresses()).isZero();
        assertThat(revoke().status()).isEqualTo(503);
        assertThat(SITE.gateway().isReady()).isFalse();

        SITE.node().restart();
        await().atMost(PATIENCE).until(SITE.gateway()::isReady);
        assertThat(SITE.ask().status()).isEqualTo(200);
        assertThat(retrieve().status()).isEqualTo(200);
    }

    @Test
    void aNodeThatHangsIsGivenUpAtTheDeadline() throws Exception {
        signal("-STOP");
        try {
            assertRefused(SITE.ask());
            assertRefused(retrieve());
            assertThat(SITE.egresses()).isZero();
        } finally {
            signal("-CONT");
        }
        await().atMost(PATIENCE).until(() -> SITE.ask().status() == 200);
    }

    @Test
    void withoutTheIssuerWhatIsKnownGoesOnAndAnUnknownKeyCannotBeJudged() {
        String token = SITE.issuer().token("bob");
        assertThat(models(token).status()).isEqualTo(200);

        SITE.issuer().stop();
        assertThat(models(token).status()).isEqualTo(200);
        assertThat(models(SITE.issuer().token("alice")).status()).as("a new token of a known key").isEqualTo(200);
        assertThat(models(SITE.issuer().forgedToken("alice")).status()).isEqualTo(401);
        var unjudged = models(SITE.issuer().tokenOfAnUnknownKey("alice"));
        assertThat(unjudged.status()).as(unjudged.body()).isEqualTo(503);
        assertThat(unjudged.json().at("/error/code").asString()).isEqualTo("issuer-unavailable");

        SITE.issuer().start();
        var judged = models(SITE.issuer().tokenOfAnUnknownKey("alice"));
        assertThat(judged.status()).as(judged.body()).isIn(401, 503);
        assertThat(models(SITE.issuer().token("alice")).status()).isEqualTo(200);
    }

    private static void assertRefused(GatewayClient.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(503);
        assertThat(reply.body()).contains("index-unavailable");
        var closing = SITE.log().closing(reply.header("x-request-id"));
        assertThat(closing.kind()).isEqualTo("Refused");
        assertThat(closing.text("reason")).isEqualTo("index-unavailable");
    }

    private static GatewayClient.Reply retrieve() {
        return SITE.client().post("bob", "/v1/retrieve", Map.of("query", Site.QUESTION));
    }

    private static GatewayClient.Reply revoke() {
        return SITE.client().put(
                "olga",
                "/v1/collections/finance/documents/rotterdam-move-budget/acl",
                Map.of("allow", List.of("group:finance", "user:lena"), "deny", List.of()));
    }

    private static GatewayClient.Reply models(String token) {
        return new GatewayClient(SITE.gateway().uri(), person -> token).get("somebody", "/v1/models");
    }

    private static void signal(String signal) throws IOException, InterruptedException {
        var pid = String.valueOf(SITE.node().process().pid());
        assertThat(new ProcessBuilder("kill", signal, pid).start().waitFor()).isZero();
    }
}
