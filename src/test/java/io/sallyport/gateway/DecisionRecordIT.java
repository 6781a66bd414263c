package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sallyport.audit.AttributeValue;
import io.sallyport.audit.AuditLog;
import io.sallyport.audit.DecidedRequest;
import io.sallyport.audit.DecidedRequest.Outcome;
import io.sallyport.audit.EntryFilter;
import io.sallyport.audit.PolicyInput;
import io.sallyport.audit.RequestId;
import io.sallyport.dev.GatewayClient.Reply;
import io.sallyport.dev.TestStack;
import io.sallyport.identity.ClientId;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.Channel;
import io.sallyport.policy.Decision;
import io.sallyport.policy.DecisionPoint;
import io.sallyport.policy.Deny;
import io.sallyport.policy.ModelId;
import io.sallyport.policy.Permit;
import io.sallyport.policy.Purpose;

/// Every decision can be computed again from what is sealed beside its entry.
class DecisionRecordIT {

    private static final String QUESTION = "What is the budget of the Rotterdam office move?";

    private static DecidedRequest decided(Reply reply) {
        var filter = EntryFilter.all().ofRequest(new RequestId(reply.header("x-request-id")));
        var log = TestStack.gateway().bean(AuditLog.class);
        var next = OptionalLong.empty();
        do {
            var page = log.decided(filter, next, 10);
            if (!page.requests().isEmpty()) {
                assertThat(page.requests()).hasSize(1);
                return page.requests().getFirst();
            }
            next = page.next();
        } while (next.isPresent());
        throw new AssertionError("nothing is recorded of the decision");
    }

    private static Decision again(PolicyInput input) {
        var policy = TestStack.gateway().bean(DecisionPoint.class).current();
        assertThat(input.malformed()).isEmpty();
        var attributes = new LinkedHashMap<String, Object>();
        input.subject().forEach((name, value) -> attributes.put(name, value.plain()));
        var subject = policy.whatIf().subject(attributes, new ClientId(text(input, "clientId")));
        return policy.decide(new AccessRequest(
                subject, new Purpose(text(input, "purpose")), new Channel(text(input, "channel")),
                new ModelId(input.model()), Instant.parse(text(input, "time")),
                new AttributeValue.Flag(true).equals(input.request().get("breakGlass"))));
    }

    private static String text(PolicyInput input, String name) {
        return String.valueOf(Optional.ofNullable(input.request().get(name)).orElseThrow().plain());
    }

    private static void assertSameDecision(Reply reply) {
        var decided = decided(reply);
        var decision = again(decided.input().orElseThrow());
        switch (decided.outcome()) {
            case Outcome.Permitted(var basis, var documents) -> {
                assertThat(decision).isInstanceOf(Permit.class);
                basis.ifPresent(known -> {
                    assertThat(known.revision()).isEqualTo(decision.revision().value());
                    assertThat(known.rules()).containsAll(
                            ((Permit) decision).rules().stream().map(Object::toString).toList());
                });
            }
            case Outcome.Refused(var reason, var rule, var revision) -> {
                assertThat(decision).isInstanceOf(Deny.class);
                assertThat(((Deny) decision).rule().map(Object::toString)).isEqualTo(rule);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "bob", "hana", "conrad", "carla", "lena", "sam"})
    void aQuestionToAModel(String person) {
        assertSameDecision(Chat.to("halden-local", QUESTION).as(person));
        assertSameDecision(Chat.to("us-frontier", QUESTION).with("stream", true).as(person));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "bob", "conrad"})
    void passagesForTheCaller(String person) {
        var reply = TestStack.client().post(person, "/v1/retrieve", Map.of("query", QUESTION));
        assertSameDecision(reply);
        assertThat(decided(reply).input().orElseThrow().model()).isEqualTo("caller");
        assertThat(decided(reply).route()).isEqualTo("POST /v1/retrieve");
    }

    @Test
    void anAnswerWithoutAModelIsRecordedToo() {
        var reply = Chat.to("halden-local", "zzyzx xyzzy").in("legal").as("bob");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertSameDecision(reply);
    }

    @Test
    void whatPolicySawIsWhatTheTokenSays() {
        var decided = decided(Chat.to("halden-local", QUESTION).as("bob"));
        var input = decided.input().orElseThrow();
        assertThat(input.principal().id()).isEqualTo("bob");
        assertThat(input.principal().roles()).contains("staff");
        assertThat(input.subject()).containsEntry("id", new AttributeValue.Text("bob")).containsKeys("clearance",
                "groups", "roles");
        assertThat(input.request()).containsEntry("purpose", new AttributeValue.Text("everyday-work"));
        assertThat(input.model()).isEqualTo("halden-local");
        assertThat(decided.subject().value()).isEqualTo(AuditView.reference("bob"));
        assertThat(((Outcome.Permitted) decided.outcome()).documents())
                .anyMatch(document -> document.path().equals("finance/rotterdam-move-budget"));
    }

    @Test
    void aRequestThatPolicyNeverSawHasNothingToReplay() {
        var reply = Chat.to("halden-local", QUESTION).as("bob", "X-Sallyport-Purpose", "no-such-purpose");
        var log = TestStack.gateway().bean(AuditLog.class);
        var filter = EntryFilter.all().ofRequest(new RequestId(reply.header("x-request-id")));
        assertThat(log.decided(filter, OptionalLong.empty(), 10).requests()).isEmpty();
        assertThat(AuditView.of(reply).kinds()).isEqualTo(List.of("Received", "Refused"));
    }
}
