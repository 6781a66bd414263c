package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import io.sallyport.gateway.Refusal.Kind;
import io.sallyport.identity.Subject;

class RequestBudgetTests {

    private static final Subject ALICE = Askers.subject("alice", true);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T08:00:30Z"));
    private final RequestBudget budget = new RequestBudget(new MovedClock(now));

    /// A clock that tells what the test says.
    private static final class MovedClock extends Clock {

        private final AtomicReference<Instant> now;

        MovedClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private void spend(Subject subject) {
        budget.spend(subject, OptionalInt.of(2));
    }

    @Test
    void whatIsObligedIsAllowedAndNoMore() {
        spend(ALICE);
        spend(ALICE);
        assertTooMany(ALICE);
        assertTooMany(ALICE);
    }

    @Test
    void ordinaryWorkUsesUpNothingOfAnEmergency() {
        spend(ALICE);
        spend(ALICE);
        assertThatCode(() -> budget.spend(ALICE, OptionalInt.of(1))).doesNotThrowAnyException();
    }

    @Test
    void theNextMinuteBeginsAnew() {
        spend(ALICE);
        spend(ALICE);
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(29)));
        assertTooMany(ALICE);
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(1)));
        assertThatCode(() -> spend(ALICE)).doesNotThrowAnyException();
    }

    @Test
    void eachSubjectOfEachIssuerHasItsOwn() {
        spend(ALICE);
        spend(ALICE);
        assertThatCode(() -> spend(Askers.subject("bob", true))).doesNotThrowAnyException();
        var namesake = Askers.subject("https://other.example", "halden", "alice", true, Set.of());
        assertThatCode(() -> spend(namesake)).doesNotThrowAnyException();
    }

    @Test
    void withoutAnObligationThereIsNoLimit() {
        for (int i = 0; i < 100; i++) {
            budget.spend(ALICE, OptionalInt.empty());
        }
        assertThatCode(() -> spend(ALICE)).doesNotThrowAnyException();
    }

    private void assertTooMany(Subject subject) {
        assertThatThrownBy(() -> spend(subject)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.kind()).isEqualTo(Kind.TOO_MANY));
    }
}
