package io.sallyport.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class PseudonymsTests {

    private static final EntityType EMAIL = EntityType.EMAIL_ADDRESS;
    private static final Predicate<EntityType> ALL = _ -> true;

    private final Pseudonyms scope = new Pseudonyms();

    @Test
    void oneValueHasOnePseudonymAndTwoValuesHaveTwo() {
        assertThat(issue("jane@x.org")).isEqualTo("[EMAIL_ADDRESS_1]");
        assertThat(issue("john@x.org")).isEqualTo("[EMAIL_ADDRESS_2]");
        assertThat(issue("jane@x.org")).isEqualTo("[EMAIL_ADDRESS_1]");
        assertThat(scope.issue(EntityType.US_SSN, "308630237", "308-63-0237").text()).isEqualTo("[US_SSN_1]");
    }

    @Test
    void whatWasTypedBeforeIsNeverIssuedAndNeverRestored() {
        scope.avoid("I typed [EMAIL_ADDRESS_1] and [email_address_2].");
        assertThat(issue("jane@x.org")).isEqualTo("[EMAIL_ADDRESS_3]");
        assertThat(restore("[EMAIL_ADDRESS_1] [EMAIL_ADDRESS_2] [EMAIL_ADDRESS_3]"))
                .isEqualTo("[EMAIL_ADDRESS_1] [EMAIL_ADDRESS_2] jane@x.org");
    }

    @Test
    void whatWasIssuedBeforeStaysWhatItIsWhenSomeoneRepeatsIt() {
        issue("jane@x.org");
        scope.avoid("[EMAIL_ADDRESS_1]");
        assertThat(issue("jane@x.org")).isEqualTo("[EMAIL_ADDRESS_1]");
        assertThat(restore("[EMAIL_ADDRESS_1]")).isEqualTo("jane@x.org");
    }

    @Test
    void tooManyLookAlikesFailInsteadOfBeingForgotten() {
        String text = IntStream.rangeClosed(1, Pseudonyms.MOST_LOOK_ALIKES + 1).mapToObj(i -> "[US_SSN_" + i + "]")
                .collect(Collectors.joining());
        assertThatThrownBy(() -> scope.avoid(text)).isInstanceOf(RedactionFailed.class);
    }

    @Test
    void aRestoredValueIsNotLookedAtAgain() {
        scope.issue(EMAIL, "a", "[EMAIL_ADDRESS_2]");
        scope.issue(EMAIL, "b", "secret");
        assertThat(restore("[EMAIL_ADDRESS_1]")).isEqualTo("[EMAIL_ADDRESS_2]");
    }

    @Test
    void aPseudonymThatBeginsLikeAnotherIsNotConfusedWithIt() {
        IntStream.rangeClosed(1, 12).forEach(i -> issue("u" + i + "@x.org"));
        assertThat(restore("[EMAIL_ADDRESS_1][EMAIL_ADDRESS_12][EMAIL_ADDRESS_13]"))
                .isEqualTo("u1@x.orgu12@x.org[EMAIL_ADDRESS_13]");
    }

    @Test
    void unknownAlteredAndUnfinishedPseudonymsStay() {
        issue("jane@x.org");
        String text = "[EMAIL_ADDRESS_2] [email_address_1] [EMAIL ADDRESS 1] [[EMAIL_ADDRESS_1 [EMAIL_ADDRESS_1";
        assertThat(restore(text)).isEqualTo(text);
        assertThat(restore("[[EMAIL_ADDRESS_1]]")).isEqualTo("[jane@x.org]");
    }

    @Test
    void onlyTypesTheReaderMaySeeAreRestored() {
        issue("jane@x.org");
        assertThat(scope.restore("[EMAIL_ADDRESS_1]", type -> !type.equals(EMAIL))).isEqualTo("[EMAIL_ADDRESS_1]");
    }

    @Test
    void aStreamHoldsBackOnlyWhatCouldBecomeAPseudonym() {
        issue("jane@x.org");
        var stream = scope.restoration(ALL);
        assertThat(stream.feed("see [EMAIL")).isEqualTo("see ");
        assertThat(stream.feed("S] ")).isEqualTo("[EMAILS] ");
        assertThat(stream.feed("[1] [EMAIL_ADDRESS_")).isEqualTo("[1] ");
        assertThat(stream.feed("1")).isEmpty();
        assertThat(stream.feed("]!")).isEqualTo("jane@x.org!");
        assertThat(stream.feed("[EMAIL_")).isEmpty();
        assertThat(stream.finish()).isEqualTo("[EMAIL_");
    }

    @Test
    void everySplitRestoresTheSame() {
        issue("jane@x.org");
        scope.issue(EntityType.US_SSN, "308630237", "308-63-0237");
        String text = "[[EMAIL_ADDRESS_1] and [US_SSN_1][US_SSN_2] [EMAIL_ADDRESS_1";
        for (int one = 0; one <= text.length(); one++) {
            for (int two = one; two <= text.length(); two++) {
                var stream = scope.restoration(ALL);
                String out = stream.feed(text.substring(0, one)) + stream.feed(text.substring(one, two))
                        + stream.feed(text.substring(two)) + stream.finish();
                assertThat(out).isEqualTo("[jane@x.org and 308-63-0237[US_SSN_2] [EMAIL_ADDRESS_1");
            }
        }
    }

    @Test
    void aConversationKeepsItsPseudonymsUntilItIsUnused() {
        var clock = new TestClock();
        var scopes = new PseudonymScopes(Duration.ofMinutes(10), 100, clock);
        Pseudonyms first = scopes.conversation("acme", "alice", "c1");
        clock.now = clock.now.plus(Duration.ofMinutes(9));
        assertThat(scopes.conversation("acme", "alice", "c1")).isSameAs(first);
        clock.now = clock.now.plus(Duration.ofMinutes(11));
        assertThat(scopes.conversation("acme", "alice", "c1")).isNotSameAs(first);
    }

    @Test
    void noTwoTenantsSubjectsConversationsOrRequestsShareAScope() {
        var scopes = new PseudonymScopes(Duration.ofMinutes(10), 100, Clock.systemUTC());
        assertThat(scopes.conversation("acme", "alice", "c1")).isNotSameAs(scopes.conversation("acme", "alice", "c2"))
                .isNotSameAs(scopes.conversation("acme", "bob", "c1"))
                .isNotSameAs(scopes.conversation("other", "alice", "c1")).isNotSameAs(scopes.request());
        assertThat(scopes.request()).isNotSameAs(scopes.request());
    }

    private String issue(String email) {
        return scope.issue(EMAIL, email, email).text();
    }

    private String restore(String text) {
        return scope.restore(text, ALL);
    }

    private static final class TestClock extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
