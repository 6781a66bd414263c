package io.sallyport.api.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.audit.AuditLog;
import io.sallyport.audit.EntryFilter;
import io.sallyport.audit.EntryOrder;
import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.GatewayClient.Reply;
import io.sallyport.dev.RunningGateway;
import io.sallyport.dev.World;

/// What tests of `POST /v1/policies:impact` ask, and what may never be in an answer.
final class Impacts {

    static final String PATH = "/v1/policies:impact";
    static final String FILE = "20-retrieval-halden.yaml";
    static final Map<String, Object> EVERYDAY = Map.of("purpose", "everyday-work");

    private Impacts() {}

    /// The bundle in force for bob's everyday work, but for what is stated.
    static Map<String, Object> body(Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of(
                "files", Map.of(),
                "subjects", List.of(Map.of("claims", World.person("bob").claims())),
                "requests", List.of(EVERYDAY)));
        body.putAll(more);
        return body;
    }

    /// The retrieval rules of the bank, but that legal hold and embargo no longer hold for two departments,
    /// which the shipped tests do not meet.
    static String widened(String shipped) {
        return shipped
                .replace("!(\"legal\" in subject.roles)",
                        "!(\"legal\" in subject.roles) && !(subject.department in [\"people\", \"finance\"])")
                .replace("document.embargoUntil > request.time",
                        "document.embargoUntil > request.time && !(subject.department in [\"people\", \"finance\"])");
    }

    static JsonNode ask(GatewayClient client, Map<String, Object> body) {
        Reply reply = client.post("pia", PATH, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(texts()).as("no text of a document is told").noneMatch(reply.body()::contains);
        return reply.json();
    }

    private static Stream<String> texts() {
        return World.documents().stream()
                .flatMap(document -> Stream.concat(Stream.of(document.title()), document.text().lines()))
                .filter(line -> line.length() > 20);
    }

    /// The entries that runs left, the oldest first.
    static List<JsonNode> runs(RunningGateway gateway) {
        var runs = new ArrayList<JsonNode>();
        var kind = EntryFilter.all().ofKind("PolicyImpactRun");
        var next = OptionalLong.empty();
        do {
            var page = gateway.bean(AuditLog.class).entries(kind, EntryOrder.OLDEST_FIRST, next, AuditLog.PAGE);
            page.entries().forEach(entry -> runs.add(new JsonMapper().readTree(entry.json())));
            next = page.next();
        } while (next.isPresent());
        return runs;
    }
}
