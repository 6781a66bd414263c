package io.sallyport.api.policies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.GatewayClient.Reply;
import io.sallyport.dev.Person;
import io.sallyport.dev.TestStack;
import io.sallyport.dev.World;
import io.sallyport.dev.WorldDocument;
import io.sallyport.gateway.AuditView;

/// What an explanation says is what the gateway did, as its audit entries tell: decision, deciding rules, disclosed
/// documents. People, purposes, models and documents are drawn from a seed; a failure names the request.
///
/// 100 requests, and 1,000 with `-Dsallyport.law.full=true`.
class ExplainAgreesIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> MODELS = List.of("caller", "caller", "halden-local", "eu-hosted", "us-frontier");
    private static final long SEED = 20_261_120;

    private final GatewayClient client = TestStack.client();
    private final Map<String, Map<String, Object>> claims = new HashMap<>();
    private final Map<String, Integer> seen = new TreeMap<>();

    private record Asked(Person person, String purpose, String model, boolean breakGlass, WorldDocument target) {

        static Asked of(Random random) {
            var person = pick(random, World.people());
            boolean clinician = person.roles().contains("clinician");
            String purpose = pick(random, purposes(person));
            // Emergency access is limited to 30 requests a minute.
            boolean breakGlass = clinician && random.nextInt(8) == 0;
            return new Asked(person, purpose, pick(random, MODELS), breakGlass, pick(random, World.documents()));
        }

        /// Those the gateway lets the person state at all.
        private static List<String> purposes(Person person) {
            var purposes = new ArrayList<>(List.of("everyday-work", "customer-service"));
            if (person.roles().contains("clinician")) {
                purposes.addAll(List.of("treatment", "treatment"));
            }
            if (!Set.of("legal", "security-officer", "data-protection-officer").stream()
                    .filter(person.roles()::contains).toList().isEmpty()) {
                purposes.add("audit");
            }
            return purposes;
        }

        private static <T> T pick(Random random, List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        @Override
        public String toString() {
            return "%s for %s with %s%s about %s".formatted(
                    person.id(), purpose, model, breakGlass ? " in an emergency" : "", target.id());
        }
    }

    @AfterEach
    void forgetModelCalls() {
        TestStack.model().reset();
    }

    @Test
    void anExplanationSaysWhatTheGatewayDid() {
        var random = new Random(SEED);
        int requests = Boolean.getBoolean("sallyport.law.full") ? 1_000 : 100;
        IntStream.range(0, requests).mapToObj(number -> Asked.of(random)).forEach(this::compare);
        System.out.println("explanations compared with audited requests: " + seen);
        assertThat(seen.keySet()).contains("denied", "disclosed", "withheld");
    }

    private void compare(Asked asked) {
        var entries = AuditView.of(ask(asked));
        var refused = entries.all("Refused");
        var left = entries.all(asked.model.equals("caller") ? "Disclosed" : "Egressed");
        if (!refused.isEmpty()) {
            assertThat(left).as("%s: %s", asked, entries.kinds()).isEmpty();
            refused(asked, refused.getFirst());
        } else if (left.isEmpty()) {
            assertThat(entries.kinds()).as("%s", asked).containsExactly("Received", "Answered");
            nothingLeft(asked);
        } else {
            disclosed(asked, left.getFirst());
        }
    }

    /// A question for which nothing is found goes to no model.
    private void nothingLeft(Asked asked) {
        var explained = explain(asked, Optional.of(asked.target));
        assertThat(explained.at("/request/decision").asString()).as("%s", asked).isEqualTo("allow");
        assertThat(explained.at("/document/decision").asString()).as("%s", asked).isEqualTo("deny");
        count("nothing found");
    }

    private void refused(Asked asked, JsonNode entry) {
        var explained = explain(asked, Optional.empty());
        var request = explained.get("request");
        assertThat(request.get("decision").asString()).as("%s: %s", asked, entry).isEqualTo("deny");
        assertThat(texts(request.get("rules"))).as("%s: %s", asked, entry)
                .isEqualTo(texts(entry.get("rule")));
        assertThat(request.get("hidden").asBoolean()).as("%s: %s", asked, entry)
                .isEqualTo(!entry.has("revision") || entry.get("revision").isNull());
        count("denied");
    }

    /// The rules of the entry are those of the request, the obligations, and every disclosed document together.
    private void disclosed(Asked asked, JsonNode entry) {
        var documents = entry.get("documents").valueStream().map(each -> each.get("id").asString())
                .collect(Collectors.toCollection(TreeSet::new));
        var withTarget = explain(asked, Optional.of(asked.target));
        boolean allowed = withTarget.get("decision").asString().equals("allow");
        assertThat(documents.contains(asked.target.id())).as("%s: %s", asked, entry).isEqualTo(allowed);
        assertThat(withTarget.at("/document/search").asBoolean()).as("%s", asked).isEqualTo(allowed);
        count(allowed ? "disclosed" : "withheld");

        var none = explain(asked, Optional.empty());
        assertThat(none.get("decision").asString()).as("%s", asked).isEqualTo("allow");
        var rules = new TreeSet<String>(texts(none.at("/request/rules")));
        rules.addAll(texts(none.at("/obligations/rules")));
        for (var id : documents) {
            var explained = explain(asked, Optional.of(World.document(id)));
            assertThat(explained.get("decision").asString()).as("%s: disclosed %s", asked, id).isEqualTo("allow");
            rules.addAll(texts(explained.at("/document/rules")));
            rules.addAll(texts(explained.at("/obligations/rules")));
        }
        assertThat(texts(entry.get("rules"))).as("%s", asked).isEqualTo(rules);
        assertThat(entry.get("revision").asString()).isEqualTo(none.get("policy_revision").asString());
    }

    private Reply ask(Asked asked) {
        var terms = new HashMap<String, Object>(Map.of(
                "purpose", asked.purpose, "collections", List.of(asked.target.collection())));
        if (asked.breakGlass) {
            terms.put("break_glass", Map.of("justification", "Patient in acute danger, care team not reachable."));
        }
        if (asked.model.equals("caller")) {
            terms.putAll(Map.of("query", asked.target.title(), "limit", 50));
            return client.post(asked.person.id(), "/v1/retrieve", terms);
        }
        return client.post(asked.person.id(), "/v1/chat/completions", Map.of(
                "model", asked.model,
                "messages", List.of(Map.of("role", "user", "content", asked.target.title())),
                "sallyport", terms));
    }

    private JsonNode explain(Asked asked, Optional<WorldDocument> document) {
        var body = new HashMap<String, Object>();
        body.put("claims", claims.computeIfAbsent(asked.person.id(), ExplainAgreesIT::claims));
        body.put("request", Map.of("purpose", asked.purpose, "breakGlass", asked.breakGlass));
        body.put("model", asked.model);
        document.ifPresent(known -> body.putAll(described(known)));
        var reply = client.post("pia", "/v1/policies:explain", body);
        assertThat(reply.status()).as("%s: %s", asked, reply.body()).isEqualTo(200);
        return reply.json();
    }

    /// By name where the admin may know the document, else by everything that is known of it.
    private static Map<String, Object> described(WorldDocument document) {
        if (document.tenant().equals(World.person("pia").tenant())) {
            return Map.of("collection", document.collection(), "document_id", document.id());
        }
        var attributes = new HashMap<>(document.attributes());
        attributes.put("tenant", document.tenant());
        attributes.put("classification", document.classification().toString());
        return Map.of("document", Map.of(
                "attributes", attributes,
                "acl", Map.of("allow", document.allow(), "deny", document.deny())));
    }

    /// What the access token of the person says.
    private static Map<String, Object> claims(String person) {
        String payload = TestStack.issuer().token(person).split("\\.")[1];
        @SuppressWarnings("unchecked")
        Map<String, Object> claims = JSON.readValue(new String(Base64.getUrlDecoder().decode(payload), UTF_8),
                Map.class);
        return claims;
    }

    private static Set<String> texts(JsonNode node) {
        return node == null || node.isNull()
                ? Set.of()
                : node.isArray()
                        ? node.valueStream().map(JsonNode::asString).collect(Collectors.toCollection(TreeSet::new))
                        : Set.of(node.asString());
    }

    private void count(String what) {
        seen.merge(what, 1, Integer::sum);
    }
}
