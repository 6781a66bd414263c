package io.sallyport.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.GatewayClient.Reply;
import io.sallyport.dev.TestStack;
import io.sallyport.gateway.AuditView;
import io.sallyport.gateway.Chat;
import io.sallyport.gateway.OtherGateway;

/// Officers read the audit log, for a purpose, and that is recorded.
class AuditEntriesIT {

    private static final String PATH = "/v1/audit/entries";

    private final GatewayClient client = TestStack.client();

    private Reply search(String query) {
        var reply = client.get("sam", PATH + "?purpose=test&" + query);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply;
    }

    private static List<JsonNode> entries(Reply reply) {
        return reply.json().get("entries").valueStream().toList();
    }

    private Reply ask(String person) {
        return Chat.to("halden-local", "What is the budget of the Rotterdam office move?").as(person);
    }

    @Test
    void readingNeedsTheScopeAndItsRole() {
        for (String person : List.of("alice", "olga", "pia")) {
            assertThat(client.get(person, PATH + "?purpose=test").status()).as(person).isEqualTo(403);
            assertThat(client.get(person, PATH + "/0?purpose=test").status()).as(person).isEqualTo(403);
        }
        for (String person : List.of("sam", "sofia", "dora", "dieter")) {
            assertThat(client.get(person, PATH + "?purpose=test&limit=1").status()).as(person).isEqualTo(200);
        }
        assertThat(client.get("", PATH + "?purpose=test").status()).isEqualTo(401);
    }

    @Test
    void readingNeedsAPurpose() {
        for (String path : List.of(PATH, PATH + "?purpose=", PATH + "?purpose=%20", PATH + "/0")) {
            var reply = client.get("sam", path);
            assertThat(reply.status()).as(path).isEqualTo(400);
            assertThat(reply.json().get("param").asString()).isEqualTo("purpose");
        }
        assertThat(client.get("sam", PATH + "?limit=1", "X-Sallyport-Purpose", "quarterly review").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "after=-1", "after=x", "order=random", "from=today",
            "to=2026", "reference=halden/bob", "colour=red", "kind=A&kind=B", "subject=%s"})
    void aSearchThatIsNotUnderstoodIsRefused(String query) {
        var reply = client.get("sam", PATH + "?purpose=test&" + query.formatted("x".repeat(513)));
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.json().get("detail").asString()).startsWith("Expected").doesNotContain("Exception");
    }

    @Test
    void filtersSelect() {
        var request = ask("bob").header("x-request-id");
        var other = ask("alice").header("x-request-id");
        assertThat(entries(search("request=" + request))).hasSize(3)
                .allMatch(each -> each.at("/entry/request").asString().equals(request));
        assertThat(entries(search("request=" + request + "&kind=Egressed"))).hasSize(1);
        assertThat(entries(search("request=" + request + "&subject=bob"))).hasSize(3);
        assertThat(entries(search("request=" + request + "&subject=alice"))).isEmpty();
        assertThat(entries(search("request=" + request + "&client=bob"))).hasSize(3);
        assertThat(entries(search("request=" + request + "&model=halden-local"))).hasSize(2);
        assertThat(entries(search("request=" + request + "&document=finance/rotterdam-move-budget"))).hasSize(1);
        assertThat(entries(search("request=" + other + "&document=finance/rotterdam-move-budget"))).isEmpty();
        var day = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        assertThat(entries(search("request=" + request + "&from=" + day.minus(1, ChronoUnit.DAYS)))).hasSize(3);
        assertThat(entries(search("request=" + request + "&to=" + day.minus(1, ChronoUnit.DAYS)))).isEmpty();
    }

    @Test
    void anEntryComesAsStoredWithItsTexts() {
        var request = ask("bob").header("x-request-id");
        var found = entries(search("request=" + request + "&kind=Egressed")).getFirst();
        assertThat(found.at("/texts/prompt").asString()).contains("Question: What is the budget");
        var alone = client.get("sam", PATH + "/" + found.get("position").asLong() + "?purpose=test");
        assertThat(alone.status()).isEqualTo(200);
        assertThat(alone.json().get("entry")).isEqualTo(found.get("entry"));
        assertThat(alone.json().get("texts")).isEqualTo(found.get("texts"));
        assertThat(alone.header("cache-control")).contains("no-store");
    }

    @Test
    void anEntryTellsWhoItWasAndIsFoundByTheReference() {
        var request = ask("bob").header("x-request-id");
        var found = entries(search("request=" + request + "&kind=Egressed")).getFirst();
        assertThat(found.at("/who/id").asString()).isEqualTo("bob");
        assertThat(found.at("/who/issuer").asString()).isEqualTo(TestStack.issuer().issuer().toString());
        String reference = found.at("/entry/subject").asString();
        assertThat(reference).isEqualTo(AuditView.reference("bob")).doesNotContain("bob");
        assertThat(entries(search("request=" + request + "&reference=" + reference))).hasSize(3);
        var both = client.get("sam", PATH + "?purpose=test&subject=bob&reference=" + reference);
        assertThat(both.status()).isEqualTo(400);
    }

    @Test
    void whatPolicySawIsListedAndNeverShown() {
        for (String person : List.of("bob", "conrad")) {
            var request = ask(person).header("x-request-id");
            var reply = search("request=" + request);
            var entry = entries(reply).stream().filter(each -> each.has("unavailable")).findFirst()
                    .orElseThrow();
            assertThat(entry.at("/unavailable/attributes").asString()).isEqualTo("withheld");
            assertThat(entry.at("/entry/bodies").valueStream().map(each -> each.get("part").asString()))
                    .contains("attributes");
            assertThat(reply.body()).doesNotContain("\"principal\"", "all-staff");
        }
    }

    @Test
    void anUnknownPositionIsNotFound() {
        for (String position : List.of("999999999999", "-1", "x", "99999999999999999999999")) {
            var reply = client.get("sam", PATH + "/" + position + "?purpose=test");
            assertThat(reply.status()).as(position).isEqualTo(404);
            assertThat(reply.header("content-type")).startsWith("application/problem+json");
        }
    }

    @Test
    void pagesHaveNeitherGapsNorDoublesInEitherOrder() {
        for (int i = 0; i < 3; i++) {
            ask("bob");
        }
        long size = search("limit=1").json().get("size").asLong();
        long from = size - 10;
        var upwards = positions("oldest", from - 1, size);
        assertThat(upwards).containsExactlyElementsOf(LongStream.range(from, size).boxed().toList());
        var downwards = positions("newest", size, size);
        assertThat(downwards).startsWith(LongStream.range(0, 10).mapToObj(i -> size - 1 - i).toArray(Long[]::new));
    }

    /// Positions below `size` that paging by three tells, until ten of them are known.
    private List<Long> positions(String order, long after, long size) {
        var found = new ArrayList<Long>();
        var next = after;
        while (found.size() < 10) {
            var page = search("order=%s&limit=3&after=%d".formatted(order, next));
            entries(page).stream().map(each -> each.get("position").asLong()).filter(each -> each < size)
                    .forEach(found::add);
            next = page.json().get("next").asLong();
        }
        return found.subList(0, 10);
    }

    @Test
    void readingIsItselfAnEntryAndComesBeforeWhatItShows() {
        var request = ask("bob").header("x-request-id");
        var shown = search("request=" + request + "&order=oldest");
        var positions = entries(shown).stream().map(each -> each.get("position").asLong()).toList();
        var searched = entries(search("kind=AuditSearched&limit=1")).getFirst();
        assertThat(searched.at("/entry/by").asString()).isEqualTo(AuditView.reference("sam"));
        assertThat(searched.at("/entry/purpose").asString()).isEqualTo("test");
        assertThat(searched.at("/entry/hits").asInt()).isEqualTo(3);
        assertThat(searched.at("/entry/first").asLong()).isEqualTo(positions.getFirst());
        assertThat(searched.at("/entry/last").asLong()).isEqualTo(positions.getLast());
        assertThat(searched.at("/texts/search").asString()).contains("request=[" + request + "]");
    }

    @Test
    void anOfficerWithoutTheRoleForAllTenantsSeesItsOwnOnly() {
        var other = OtherGateway.client();
        var question = Map.of("query", "storm");
        var own = other.post("bob", "/v1/retrieve", question).header("x-request-id");
        var foreign = other.post("carla", "/v1/retrieve", question).header("x-request-id");
        assertThat(entries(other.get("sam", PATH + "?purpose=test&request=" + own))).hasSize(3);
        assertThat(entries(other.get("sam", PATH + "?purpose=test&request=" + foreign))).isEmpty();
        var all = new ArrayList<JsonNode>();
        long next = -1;
        do {
            String after = next < 0 ? "" : "&after=" + next;
            var page = other.get("sam", PATH + "?purpose=test&order=oldest" + after);
            all.addAll(entries(page));
            next = page.json().path("next").asLong(-1);
        } while (next >= 0);
        assertThat(all).isNotEmpty().allMatch(each -> each.at("/entry/tenant").asString("").equals("halden"));
        var positions = all.stream().map(each -> each.get("position").asLong()).toList();
        long hidden = LongStream.range(0, positions.getLast()).filter(each -> !positions.contains(each)).findFirst()
                .orElseThrow();
        assertThat(other.get("sam", PATH + "/" + hidden + "?purpose=test").status()).isEqualTo(404);
    }

    @Test
    void anOfficerWithItSeesAllTenants() {
        var request = Chat.to("halden-local", "When are visiting hours?").as("carla").header("x-request-id");
        assertThat(entries(search("request=" + request))).allMatch(each -> each.at("/entry/tenant").asString()
                .equals("halden-clinic")).isNotEmpty();
    }
}
