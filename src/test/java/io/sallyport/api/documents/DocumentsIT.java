package io.sallyport.api.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.audit.AuditLog;
import io.sallyport.audit.EntryFilter;
import io.sallyport.audit.EntryOrder;
import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.GatewayClient.Reply;
import io.sallyport.dev.TestStack;
import io.sallyport.gateway.AuditView;

/// Content owners write documents; nobody else can tell that there are any.
class DocumentsIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SECRET = "wapiti";

    private final GatewayClient client = TestStack.client();
    private final String id = "doc-" + UUID.randomUUID();
    private final String path = "/v1/collections/people/documents/" + id;

    @AfterEach
    void remove() {
        client.delete("olga", path);
    }

    private static Map<String, Object> document() {
        return Map.of(
                "title", "The wapitihouse",
                "uri", "https://intranet.halden.example/wapiti",
                "text", "The wapitihouse holds " + SECRET + "s.",
                "classification", "internal",
                "acl", Map.of("allow", List.of("group:finance", "user:alice"), "deny", List.of("role:contractor")),
                "attributes", Map.of("department", "people", "tags", List.of("b", "a")),
                "updated_at", "2026-08-24T06:55:00Z");
    }

    private static Map<String, Object> document(String field, Object value) {
        var changed = new LinkedHashMap<>(document());
        changed.put(field, value);
        return changed;
    }

    private static Map<String, Object> without(String field) {
        var changed = new LinkedHashMap<>(document());
        changed.remove(field);
        return changed;
    }

    @Test
    void aDocumentIsCreatedReplacedDescribedAndDeleted() {
        var created = client.put("olga", path, document());
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().propertyNames()).containsExactlyInAnyOrder("request_id", "id", "version", "chunks");
        var replaced = client.put("olga", path, document("title", "The new wapitihouse"));
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().get("version")).isNotEqualTo(created.json().get("version"));
        var described = client.get("olga", path).json();
        assertThat(described.get("version")).isEqualTo(replaced.json().get("version"));
        assertThat(described.get("title").asString()).isEqualTo("The new wapitihouse");
        assertThat(client.delete("olga", path).status()).isEqualTo(204);
        assertThat(client.get("olga", path).status()).isEqualTo(404);
        assertThat(client.delete("olga", path).status()).isEqualTo(404);
    }

    @Test
    void whatIsHeldIsToldWithoutTheText() {
        client.put("olga", path, document());
        var reply = client.get("olga", path);
        var held = reply.json();
        assertThat(reply.body()).doesNotContain(SECRET + "s");
        assertThat(held.propertyNames()).containsExactlyInAnyOrder("request_id", "id", "collection", "version", "title",
                "uri", "classification", "acl", "attributes", "updated_at");
        assertThat(held.get("classification").asString()).isEqualTo("internal");
        assertThat(held.get("acl").toString())
                .isEqualTo("{\"allow\":[\"group:finance\",\"user:alice\"],\"deny\":[\"role:contractor\"]}");
        assertThat(held.at("/attributes/tenant").asString()).isEqualTo("halden");
        assertThat(held.at("/attributes/department").asString()).isEqualTo("people");
        assertThat(held.get("updated_at").asString()).isEqualTo("2026-08-24T06:55:00Z");
    }

    @Test
    void aWriteIsVisibleWhenItReturnsIfAsked() {
        assertThat(client.put("olga", path + "?refresh=wait", document()).status()).isEqualTo(201);
        assertThat(finds("bob")).isTrue();
        assertThat(finds("hana")).as("somebody the ACL does not name").isFalse();
        assertThat(client.put("olga", path + "/acl?refresh=wait", Map.of("allow", List.of("user:hana"))).status())
                .isEqualTo(200);
        assertThat(finds("hana")).isTrue();
        assertThat(finds("bob")).isFalse();
        assertThat(client.get("olga", path).json().at("/acl/deny").isEmpty()).as("an ACL is replaced as a whole")
                .isTrue();
        assertThat(client.put("olga", path + "/acl", Map.of("allow", List.of())).status()).isEqualTo(200);
        assertThat(finds("hana")).as("nobody is named").isFalse();
    }

    private boolean finds(String person) {
        var reply = client.post(person, "/v1/retrieve", Map.of("query", "wapitihouse", "collections",
                List.of("people")));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().get("passages").valueStream()
                .anyMatch(passage -> passage.at("/citation/id").asString().equals(id));
    }

    @Test
    void writingNeedsTheScopeAndItsRole() {
        for (var reply : List.of(client.put("alice", path, document()), client.get("alice", path),
                client.delete("alice", path))) {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.json().get("scope").asString()).isEqualTo("documents:write");
        }
        var scopeOnly = new GatewayClient(TestStack.gateway().uri(), person -> TestStack.issuer()
                .token(person, claims -> {
                    claims.put("scope", List.of("documents:write"));
                    return claims;
                }));
        assertThat(scopeOnly.put("alice", path, document()).status()).isEqualTo(403);
    }

    @Test
    void toSomebodyWhoIsNoWriterACollectionLooksUnknown() {
        client.put("olga", path, document());
        String unknown = path.replace("people", "no-such-collection");
        for (String suffix : List.of("", "/acl", "?refresh=wait")) {
            assertSame(client.put("oskar", unknown + suffix, document()),
                    client.put("oskar", path + suffix, document()));
            assertSame(client.put("oskar", unknown + suffix, "{"), client.put("oskar", path + suffix, "{"));
        }
        assertSame(client.get("oskar", unknown), client.get("oskar", path));
        assertSame(client.delete("oskar", unknown), client.delete("oskar", path));
        assertSame(client.post("oskar", "/v1/collections/no-such-collection/documents:bulk", ""),
                client.post("oskar", "/v1/collections/people/documents:bulk", ""));
        assertThat(client.get("olga", path).status()).isEqualTo(200);
    }

    private static void assertSame(Reply one, Reply other) {
        assertThat(one.status()).as(one.body()).isEqualTo(404);
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.body().replace(other.header("x-request-id"), ""))
                .isEqualTo(one.body().replace(one.header("x-request-id"), ""));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("no ACL", without("acl"), "/acl"),
                Arguments.of("an empty allow list", document("acl", Map.of("allow", List.of())), "/acl/allow"),
                Arguments.of("an unknown kind of principal", document("acl", Map.of("allow", List.of("everyone",
                        "team:x"))), "/acl/allow/1"),
                Arguments.of("an unknown kind in deny", document("acl", Map.of("allow", List.of("everyone"), "deny",
                        List.of("*"))), "/acl/deny/0"),
                Arguments.of("an unknown classification", document("classification", "intern"), "/classification"),
                Arguments.of("no classification", without("classification"), "/classification"),
                Arguments.of("an unknown attribute", document("attributes", Map.of("departement", "x")),
                        "/attributes/departement"),
                Arguments.of("a tenant", document("attributes", Map.of("tenant", "halden-clinic")),
                        "/attributes/tenant"),
                Arguments.of("an attribute of another type", document("attributes", Map.of("department", 5)),
                        "/attributes/department"),
                Arguments.of("no title", without("title"), "/title"),
                Arguments.of("no text", without("text"), "/text"),
                Arguments.of("a script as URI", document("uri", "javascript:alert(1)"), "/uri"),
                Arguments.of("a date of no zone", document("updated_at", "yesterday"), "/updated_at"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void aDocumentThatWouldBePublishedByAccidentIsRefused(String name, Map<String, Object> body, String pointer) {
        var reply = client.put("olga", path, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().get("type").asString()).endsWith(":document-refused");
        assertThat(reply.json().get("errors").valueStream().map(each -> each.get("pointer").asString()))
                .containsExactly(pointer);
        assertThat(reply.body()).doesNotContain(SECRET);
        assertThat(client.get("olga", path).status()).isEqualTo(404);
        assertThat(changes()).isEmpty();
    }

    @Test
    void whatIsNotADocumentIsNotUnderstood() {
        assertThat(client.put("olga", path, "{").status()).isEqualTo(400);
        assertThat(client.put("olga", path, document("tenant", "halden-clinic")).status()).isEqualTo(400);
        assertThat(client.put("olga", path, document("text", 5)).json().get("param").asString()).isEqualTo("text");
        assertThat(client.put("olga", path, document("acl", "everyone")).status()).isEqualTo(400);
        assertThat(client.put("olga", path + "?refresh=now", document()).json().get("param").asString())
                .isEqualTo("refresh");
        assertThat(client.put("olga", path + "/acl", Map.of("deny", List.of())).status()).isEqualTo(400);
        assertThat(client.put("olga", path + "/acl", Map.of("allow", List.of("everybody"))).status()).isEqualTo(422);
        assertThat(client.put("olga", "/v1/collections/people/documents/.hidden", document()).status())
                .isEqualTo(400);
        assertThat(client.put("olga", path, "{\"text\":\"" + "x".repeat(5 << 20) + "\"}").status()).isEqualTo(413);
        assertThat(changes()).isEmpty();
    }

    @Test
    void theAclOfADocumentThatIsNotThereIsNotFound() {
        assertThat(client.put("olga", path + "/acl", Map.of("allow", List.of("everyone"))).status()).isEqualTo(404);
        assertThat(changes()).isEmpty();
    }

    @Test
    void documentsOfOtherTenantsAreNotThere() {
        String clinic = "/v1/collections/clinic/documents/visiting-hours";
        assertThat(client.get("oskar", clinic).status()).isEqualTo(200);
        assertThat(client.get("olga", clinic).status()).isEqualTo(404);
    }

    @Test
    void writesAclChangesAndDeletesAreRecorded() {
        var version = client.put("olga", path, document()).json().get("version");
        client.put("olga", path + "/acl", Map.of("allow", List.of("user:hana")));
        client.put("olga", path, document());
        client.delete("olga", path);
        var entries = changes();
        assertThat(entries).extracting(entry -> entry.get("kind").asString())
                .containsExactly("DocumentWritten", "AclChanged", "DocumentWritten", "DocumentDeleted");
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.get("tenant").asString()).isEqualTo("halden");
            assertThat(entry.get("by").asString()).isEqualTo(AuditView.reference("olga"));
        });
        assertThat(entries.get(0).at("/document/version")).isEqualTo(version);
        assertThat(entries.get(0).has("oldAclDigest")).isFalse();
        assertThat(entries.get(1).get("oldAclDigest")).isEqualTo(entries.get(0).at("/document/aclDigest"));
        assertThat(entries.get(2).get("oldAclDigest")).isEqualTo(entries.get(1).at("/document/aclDigest"));
        assertThat(entries.toString()).doesNotContain(SECRET, "wapitihouse");
    }

    private List<JsonNode> changes() {
        var filter = EntryFilter.all().ofDocument("people/" + id);
        var log = TestStack.gateway().bean(AuditLog.class);
        var found = new ArrayList<JsonNode>();
        var after = OptionalLong.empty();
        do {
            var page = log.entries(filter, EntryOrder.OLDEST_FIRST, after, AuditLog.PAGE);
            page.entries().stream().<JsonNode>map(entry -> JSON.readTree(entry.json()))
                    .filter(entry -> entry.has("document"))
                    .forEach(found::add);
            after = page.next();
        } while (after.isPresent());
        return found;
    }
}
