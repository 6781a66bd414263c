package io.sallyport.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedactorTests {

    private static final EntityType EMAIL = EntityType.EMAIL_ADDRESS;
    private static final EntityType CARD = EntityType.CREDIT_CARD;
    private static final RedactionPlan REMOVE = RedactionPlan.of(EntityType.all(), new Treatment.Remove());

    private final Redactor redactor = Redactor.of(RedactionSettings.defaults());
    private final Pseudonyms scope = new Pseudonyms();

    @AfterEach
    void close() {
        redactor.close();
    }

    @Test
    void treatsEachTypeAsPlannedAndCounts() {
        var plan = new RedactionPlan(Map.of(EMAIL, new Treatment.Pseudonym(Treatment.Restore.SUBJECT), CARD,
                new Treatment.Mask(4), EntityType.US_SSN, new Treatment.Remove(), EntityType.IP_ADDRESS,
                new Treatment.Keep()));
        Redaction redaction = redactor.redact("jane@x.org, JANE@x.org, bob@x.org, 4111 1111 1111 1111, 308-63-0237, "
                + "10.0.0.1, +49 30 901820", plan, scope);
        assertThat(redaction.text()).isEqualTo("[EMAIL_ADDRESS_1], [EMAIL_ADDRESS_1], [EMAIL_ADDRESS_2], ****1111, "
                + "[US_SSN], 10.0.0.1, +49 30 901820");
        assertThat(redaction.counts()).containsExactlyInAnyOrder(
                new RedactionCount(EMAIL, new Treatment.Pseudonym(Treatment.Restore.SUBJECT), 3),
                new RedactionCount(CARD, new Treatment.Mask(4), 1),
                new RedactionCount(EntityType.US_SSN, new Treatment.Remove(), 1));
        assertThat(redaction.findings()).hasSize(7);
        assertThat(scope.restore(redaction.text(), plan::restores))
                .startsWith("jane@x.org, jane@x.org, bob@x.org, ****");
    }

    @Test
    void aMaskNeverKeepsMoreThanHalf() {
        var plan = RedactionPlan.of(EntityType.all(), new Treatment.Mask(4));
        assertThat(redactor.redact("at 1.2.3.4 or a@bc.de or ::1, ok", plan, scope).text())
                .isEqualTo("at ****34 or ****de or ****, ok");
    }

    @Test
    void overlappingFindingsBecomeOneUnderTheStrictestTreatment() {
        var plan = new RedactionPlan(Map.of(EMAIL, new Treatment.Pseudonym(Treatment.Restore.SUBJECT), CARD,
                new Treatment.Remove()));
        assertThat(redactor.redact("4111 1111 1111 1111@acme.example", plan, scope).text()).isEqualTo("[CREDIT_CARD]");
        var onlyEmail = RedactionPlan.of(Set.of(EMAIL), new Treatment.Remove());
        assertThat(redactor.redact("4111 1111 1111 1111@acme.example", onlyEmail, scope).text())
                .isEqualTo("[EMAIL_ADDRESS]");
    }

    @Test
    void aFindingDoesNotHideItsNeighbour() {
        assertThat(redactor.redact("4199 0078 7186 9770 1-800-555-5123", REMOVE, scope).text())
                .isEqualTo("[CREDIT_CARD] [PHONE_NUMBER]");
        assertThat(redactor.redact("046-65-5389 974 534 192.168.174.42", REMOVE, scope).text())
                .isEqualTo("[US_SSN] 974 534 [IP_ADDRESS]");
        assertThat(redactor.redact("call 785 8949 4111 1111 1111 1111 x", REMOVE, scope).text())
                .isEqualTo("call [PHONE_NUMBER] [CREDIT_CARD] x");
    }

    @Test
    void entitiesAcrossTheForcedCutAreFoundWhole() {
        for (int pad = 400; pad < 560; pad++) {
            String text = "1 ".repeat(pad / 2) + (pad % 2 == 0 ? "" : "x") + ",GB82 WEST 1234 5698 7654 32.";
            assertThat(redactor.redact(text, REMOVE, scope).text()).endsWith(",[IBAN_CODE].");
            String address = "a".repeat(pad) + ",jane.doe@acme.example" + "=b".repeat(300);
            assertThat(redactor.redact(address, REMOVE, scope).text()).doesNotContain("jane").doesNotContain("acme");
        }
    }

    @Test
    void aPlanWithoutADetectorIsRefused() {
        try (var blind = new Redactor(List.of(), List.of(), new ScanThreads(1, Duration.ofSeconds(5)))) {
            assertThatIllegalArgumentException().isThrownBy(() -> blind.redact("a@b.cd", REMOVE, scope))
                    .withMessageNotContaining("a@b.cd");
            assertThat(blind.detects(EMAIL)).isFalse();
            assertThat(blind.expand("EMAIL_ADDRESS")).isEmpty();
            assertThat(blind.redact("a@b.cd", RedactionPlan.none(), scope).text()).isEqualTo("a@b.cd");
        }
    }

    @Test
    void namesOfTypesAndGroupsExpandToWhatIsDetected() {
        assertThat(redactor.supported()).isEqualTo(EntityType.all());
        assertThat(redactor.expand("EMAIL_ADDRESS")).containsExactly(EMAIL);
        assertThat(redactor.expand("NATIONAL_ID")).containsExactly(EntityType.US_SSN);
        assertThat(redactor.expand("HEALTH_ID")).isEmpty();
        assertThat(redactor.expand("PERSON")).isEmpty();
        assertThat(redactor.expand("email_address")).isEmpty();
    }

    @Test
    void aDetectorThatThrowsFailsTheTextWithoutItsMessage() {
        try (var broken = with(_ -> {
            throw new IllegalStateException("secret 1");
        })) {
            assertThatThrownBy(() -> broken.redact("secret 1", REMOVE, scope)).isInstanceOf(RedactionFailed.class)
                    .hasNoCause().message().doesNotContain("secret");
        }
    }

    @Test
    void aDetectorThatStallsFailsTheTextAtTheDeadline() {
        var never = new CountDownLatch(1);
        try (var stalled = with(_ -> {
            try {
                never.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        })) {
            assertThatThrownBy(() -> stalled.redact("a 1 b", REMOVE, scope)).isInstanceOf(RedactionFailed.class);
        }
    }

    @Test
    void aClosedRedactorFails() {
        redactor.close();
        assertThatThrownBy(() -> redactor.redact("a@b.cd", REMOVE, scope)).isInstanceOf(RedactionFailed.class);
    }

    @Test
    void anAbortedOrFinishedStreamGivesNothing() {
        var aborted = redactor.stream(REMOVE, scope);
        assertThat(aborted.feed("number 4111 1111")).isEqualTo("number ");
        aborted.abort();
        assertThatThrownBy(aborted::finish).isInstanceOf(IllegalStateException.class);
        var finished = redactor.stream(REMOVE, scope);
        assertThat(finished.feed("number 4111 1111 1111 1111")).isEqualTo("number ");
        assertThat(finished.finish()).isEqualTo("[CREDIT_CARD]");
        assertThatThrownBy(() -> finished.feed("x")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLookAlikeInAnEarlierTextIsNeverIssued() {
        var plan = RedactionPlan.of(Set.of(EMAIL), new Treatment.Pseudonym(Treatment.Restore.SUBJECT));
        redactor.redact("What is [EMAIL_ADDRESS_1]?", plan, scope);
        assertThat(redactor.redact("jane@x.org", plan, scope).text()).isEqualTo("[EMAIL_ADDRESS_2]");
    }

    @Test
    void manyVirtualThreadsMayRedactAtOnce() throws InterruptedException {
        var threads = IntStream.range(0, 50).mapToObj(i -> Thread.ofVirtual().unstarted(() -> {
            String text = redactor.redact("mail u" + i + "@x.org now", REMOVE, new Pseudonyms()).text();
            assertThat(text).isEqualTo("mail [EMAIL_ADDRESS] now");
        })).toList();
        var failures = new AtomicInteger();
        threads.forEach(thread -> thread.setUncaughtExceptionHandler((_, _) -> failures.incrementAndGet()));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).hasValue(0);
    }

    private static Redactor with(Consumer<Segment> behaviour) {
        Detector detector = new Detector() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Set<EntityType> types() {
                return EntityType.all();
            }

            @Override
            public int maxSpan() {
                return 10;
            }

            @Override
            public void detect(Segment segment, Consumer<Finding> found) {
                behaviour.accept(segment);
            }
        };
        return new Redactor(List.of(), List.of(detector), new ScanThreads(1, Duration.ofMillis(500)));
    }
}
