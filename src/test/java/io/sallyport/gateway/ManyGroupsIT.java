package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.GatewayClient.Reply;
import io.sallyport.dev.PolicyFolders;
import io.sallyport.dev.RunningGateway;
import io.sallyport.dev.TestStack;

/// Access tokens that name ten thousand groups: they work where the limits allow them, and are refused clearly where not.
class ManyGroupsIT {

    private static final int GROUPS = 10_000;
    private static final String PATH = "/v1/collections/finance/documents/";
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(TestStack.arguments().with(
                "--server.max-http-request-header-size=512KB",
                "--sallyport.policies.directory=" + policiesThatReadManyGroups()));
        write("for-the-last-group", "group:organisation-unit-" + (GROUPS - 1));
        write("for-one-group-more", "group:organisation-unit-" + GROUPS);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void tenThousandGroupsFindWhatOneOfThemMayRead() {
        var reply = retrieve(GROUPS);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json().get("passages").valueStream().map(each -> each.at("/citation/id").asString()))
                .containsExactly("for-the-last-group");
    }

    @Test
    void moreGroupsThanTheVocabularyTakesAreRefusedWithAReason() {
        var reply = retrieve(GROUPS + 1);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("claim 'groups' is not a list of at most 10,000 texts");
    }

    @Test
    void aTokenThatDoesNotFitIntoAHeaderIsABadRequest() {
        var reply = retrieve(TestStack.gateway(), 2_000);
        assertThat(reply.status()).isBetween(400, 499);
        assertThat(reply.body()).doesNotContain("organisation-unit");
    }

    private static Reply retrieve(int groups) {
        return retrieve(gateway, groups);
    }

    private static Reply retrieve(RunningGateway gateway, int groups) {
        var client = new GatewayClient(gateway.uri(), person -> token(person, groups));
        return client.post("bob", "/v1/retrieve", Map.of("query", "quokka", "collections", List.of("finance")));
    }

    private static String token(String person, int groups) {
        var names = IntStream.range(0, groups).mapToObj(number -> "organisation-unit-" + number).toList();
        return TestStack.issuer().token(person, claims -> {
            claims.put("groups", names);
            return claims;
        });
    }

    private static void write(String id, String allow) {
        var reply = new GatewayClient(gateway.uri(), TestStack.issuer()::token).put("olga", PATH + id + "?refresh=wait",
                Map.of("title", "Quokka", "text", "About the quokka.", "classification", "internal", "acl",
                        Map.of("allow", List.of(allow)), "attributes", Map.of("region", "eu")));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    }

    /// The shipped policies with room for as many groups, and a rule that compares all of them with every document.
    private static Path policiesThatReadManyGroups() {
        try {
            Path folder = TestStack.temporary("policies");
            PolicyFolders.copyRules(folder,
                    text -> text.replace("claim: groups,       maxItems: 500", "claim: groups, maxItems: 10000"));
            Files.writeString(folder.resolve("50-own-tags.yaml"), """
                    apiVersion: sallyport/v1
                    kind: RetrievalPolicy
                    metadata: { name: own-tags, owner: tests@halden.example }
                    spec:
                      rules:
                        - id: tagged-against-a-group
                          effect: deny
                          reason: A tag can shut a group out.
                          when: |
                            sets.intersects(document.tags, subject.groups)
                    """);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
