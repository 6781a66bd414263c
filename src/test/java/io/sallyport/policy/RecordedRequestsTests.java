package io.sallyport.policy;

import static io.sallyport.policy.Given.MODELS;
import static io.sallyport.policy.Given.VOCABULARY;
import static io.sallyport.policy.Given.claims;
import static io.sallyport.policy.Given.loadWith;
import static io.sallyport.policy.Given.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.sallyport.audit.AttributeValue;
import io.sallyport.audit.PolicyInput;
import io.sallyport.document.Principal;
import io.sallyport.policy.RecordedRequests.NotReplayable;

/// A request is made again as it was, or not at all.
class RecordedRequestsTests {

    @TempDir
    private Path folder;

    private int bundles;

    private PolicySet bundle(String vocabulary) {
        return loadWith(folder.resolve("b" + bundles++), Map.of("00-vocabulary.yaml", vocabulary,
                "30-models.yaml", MODELS));
    }

    private static void assertNotReplayable(PolicySet live, PolicySet candidate, PolicyInput input, String reason) {
        var requests = new RecordedRequests(live, candidate);
        assertThatThrownBy(() -> requests.request(Optional.of(input), Given.subject(claims()).tenant()))
                .isInstanceOfSatisfying(NotReplayable.class, cannot -> assertThat(cannot.reason()).isEqualTo(reason));
    }

    @Test
    void aRequestIsMadeAgainWithEveryAttributeThatRulesCanRead() {
        var live = bundle(VOCABULARY);
        var all = new HashMap<>(claims());
        all.putAll(Map.of("age", 41, "weight", 70, "since", 1_700_000_000L, "security", Map.of("mfa", true),
                "groups", List.of("all-staff"), "unread", "x"));
        var request = request(all);
        var again = new RecordedRequests(live, live).request(Optional.of(live.input(request)),
                request.subject().tenant());
        assertThat(live.input(again)).isEqualTo(live.input(request));
        assertThat(Principal.of(again.subject())).isEqualTo(Principal.of(request.subject()));
        assertThat(again.subject().tenant()).isEqualTo(request.subject().tenant());
        assertThat(again.subject().client()).isEqualTo(request.subject().client());
        assertThat(again.at()).isEqualTo(request.at());
        assertThat(again.subject().claims().find("unread")).isEmpty();
    }

    @Test
    void anAttributeThatWasMissingIsMissingAgain() {
        var live = bundle(VOCABULARY);
        var request = request(claims());
        var again = new RecordedRequests(live, live).request(Optional.of(live.input(request)),
                request.subject().tenant());
        assertThat(live.input(again).subject()).doesNotContainKeys("age", "mfa").containsKey("region");
    }

    @ParameterizedTest
    @CsvSource({
            "'region:    { type: string,       claim: region }', 'region: { type: string, claim: zone }', region, string",
            "'age:       { type: int,          claim: age }', 'age: { type: double, claim: age }', age, double"})
    void whatWasReadOfAnotherClaimOrAsAnotherTypeIsNotGuessed(String was, String is, String name, String type) {
        var then = bundle(VOCABULARY);
        var now = bundle(VOCABULARY.replace(was, is));
        var input = then.input(request(claims()));
        assertNotReplayable(now, then, input, "subject.%s of the policies in force is not recorded, or not as %s"
                .formatted(name, type));
        assertNotReplayable(then, now, input, "subject.%s of the candidate is not recorded, or not as %s"
                .formatted(name, type));
    }

    @Test
    void anAttributeThatIsNoLongerInTheVocabularyIsNotReplayed() {
        var then = bundle(VOCABULARY);
        var now = bundle(VOCABULARY.replace("    region:    { type: string,       claim: region }\n", ""));
        assertNotReplayable(now, now, then.input(request(claims())),
                "subject.region is not in the policies in force, or of another type");
        var without = new HashMap<>(claims());
        without.remove("region");
        var request = request(without);
        assertThat(new RecordedRequests(now, now).request(Optional.of(then.input(request)), request.subject().tenant()))
                .isNotNull();
    }

    @Test
    void aClaimThatWasNotOfItsTypeIsNotReplayed() {
        var live = bundle(VOCABULARY);
        assertNotReplayable(live, live, live.input(request(claims("age", "forty"))),
                "subject.age was not of its type, and is not recorded");
    }

    @Test
    void aRecordThatLacksSomethingIsNotReplayed() {
        var live = bundle(VOCABULARY);
        var whole = live.input(request(claims()));
        for (String name : List.of("purpose", "channel", "clientId", "time", "breakGlass")) {
            var fewer = new HashMap<>(whole.request());
            fewer.remove(name);
            assertNotReplayable(live, live, with(whole, fewer), "the record is not complete");
        }
        var wrong = new HashMap<>(whole.request());
        wrong.put("time", new AttributeValue.Text("noon"));
        assertNotReplayable(live, live, with(whole, wrong), "the record is not complete");
    }

    private static PolicyInput with(PolicyInput input, Map<String, AttributeValue> request) {
        return new PolicyInput(input.principal(), input.fields(), input.subject(), input.malformed(), request,
                input.model());
    }
}
