package io.sallyport.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sallyport.dev.Script;
import io.sallyport.dev.Script.Fault;

/// Whatever the model or the caller does in the middle of an answer: one egress, one closing entry, and it tells
/// exactly what the caller was sent.
class ModelFaultsIT {

    private static final Site SITE = Site.shared();
    private static final int HUGE = 40_000_000;
    private static final String TEXT = "The board approved the budget of the move, and nobody published it [1]. "
            + "The landlord contributes a rent-free period, which is no part of that budget [1]. ".repeat(12);

    @BeforeEach
    void restore() {
        SITE.restore();
    }

    @AfterAll
    static void everyRequestEndedOnce() {
        SITE.restore();
        SITE.log().assertEveryRequestIsClosedOnce();
    }

    record Case(Fault fault, int status, String code, String cause) {}

    static Stream<Case> faults() {
        return Stream.of(
                new Case(new Fault.Status(429), 502, "provider-error", "provider-error"),
                new Case(new Fault.Status(500), 502, "provider-error", "provider-error"),
                new Case(new Fault.NoResponse(), 502, "provider-reset", "provider-reset"),
                new Case(new Fault.Stall(0), 504, "provider-timeout", "provider-timeout"),
                new Case(new Fault.Malformed(0), 502, "provider-malformed", "provider-malformed"),
                new Case(new Fault.HugeLine(0, 1_500_000), 502, "answer-too-long", "limit"),
                new Case(new Fault.HugeLine(0, HUGE), 502, "answer-too-long", "limit"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultBeforeAnyTextIsAStatusOfItsOwnAndNothingIsAskedAgain(Case fault) {
        SITE.model().always(Script.failing(fault.fault()));

        var whole = SITE.ask();
        assertThat(whole.status()).as(whole.body()).isEqualTo(fault.status());
        assertThat(whole.json().at("/error/code").asString()).isEqualTo(fault.code());
        assertThat(SITE.egresses()).isEqualTo(1);
        assertFailed(whole.header("x-request-id"), fault.cause(), "");

        var streamed = SITE.stream().readToEnd();
        assertThat(streamed.status()).isEqualTo(fault.status());
        assertThat(streamed.errorCode()).isEqualTo(fault.code());
        assertThat(SITE.egresses()).isEqualTo(2);
        assertFailed(streamed.requestId(), fault.cause(), "");
    }

    static Stream<Case> faultsInMidStream() {
        return Stream.of(
                new Case(new Fault.Drop(20), 200, "provider-reset", "provider-reset"),
                new Case(new Fault.Stall(20), 200, "provider-timeout", "provider-timeout"),
                new Case(new Fault.Malformed(20), 200, "provider-malformed", "provider-malformed"),
                new Case(new Fault.HugeLine(20, HUGE), 200, "answer-too-long", "limit"));
    }

    @ParameterizedTest
    @MethodSource("faultsInMidStream")
    void aFaultInMidStreamIsTheLastEventAndTheLogHoldsWhatWasSent(Case fault) {
        SITE.model().next(Script.saying(TEXT).inDeltasOf(24).with(fault.fault()));
        var answer = SITE.stream().readToEnd();
        assertBrokenOff(answer, fault.code(), fault.cause());
        assertThat(SITE.egresses()).isEqualTo(1);
    }

    @Test
    void aModelThatBreaksOffAnUnstreamedAnswerIsA502() {
        SITE.model().next(Script.saying(TEXT).with(new Fault.Drop(1)));
        var reply = SITE.ask();
        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.json().at("/error/code").asString()).isEqualTo("provider-reset");
        assertThat(reply.body()).doesNotContain("landlord");
        assertFailed(reply.header("x-request-id"), "provider-reset", "");
    }

    @Test
    void aModelServerThatIsKilledInMidStreamEndsItAndEveryLaterQuestionUntilItIsBack() {
        SITE.model().next(Script.saying(TEXT).inDeltasOf(24).pausing(Duration.ofMillis(50)));
        var answer = SITE.stream().readUntil(100);
        SITE.stopModel();
        assertBrokenOff(answer.readToEnd(), "provider-reset", "provider-reset");

        var refused = SITE.ask();
        assertThat(refused.status()).isEqualTo(502);
        assertFailed(refused.header("x-request-id"), "provider-reset", "");
        assertThat(SITE.stream().readToEnd().status()).isEqualTo(502);

        SITE.restore();
        var works = SITE.stream().readToEnd();
        assertThat(works.isDone()).isTrue();
        assertThat(SITE.log().closing(works.requestId()).kind()).isEqualTo("Answered");
    }

    @Test
    void aCallerWhoLeavesCancelsTheModelAndIsRecordedWithWhatWasSent() {
        SITE.model().next(Script.saying(TEXT).inDeltasOf(24).pausing(Duration.ofMillis(50)));
        assertAbortedAsSent(leaveAfter(100));
    }

    @Test
    void aCallerWhoLeavesWhileTheModelIsSilentCancelsItToo() {
        SITE.model().next(Script.saying(TEXT).inDeltasOf(24).with(new Fault.Stall(20)));
        assertAbortedAsSent(leaveAfter(100));
    }

    private static StreamedAnswer leaveAfter(int characters) {
        var answer = SITE.stream().readUntil(characters);
        assertThat(answer.text()).hasSizeGreaterThanOrEqualTo(characters);
        answer.leave();
        await().atMost(Duration.ofSeconds(20)).until(() -> SITE.log().isClosed(answer.requestId()));
        return answer;
    }

    private static void assertAbortedAsSent(StreamedAnswer answer) {
        var closing = SITE.log().closing(answer.requestId());
        assertThat(closing.kind()).isEqualTo("Aborted");
        assertThat(closing.text("cause")).isEqualTo("client-gone");
        byte[] sent = Arrays.copyOf(TEXT.getBytes(UTF_8), Math.toIntExact(closing.number("bytes")));
        assertThat(new String(sent, UTF_8)).startsWith(answer.text());
        assertThat(closing.texts().path("sent-sha256").asString()).isEqualTo(sha256(sent));
        assertThat(SITE.log().released(answer.requestId())).startsWith(new String(sent, UTF_8));
        assertThat(TEXT).startsWith(SITE.log().released(answer.requestId()));
        assertThat(sent.length).as("the model was not read to its end").isLessThan(TEXT.length());
    }

    private static void assertBrokenOff(StreamedAnswer answer, String code, String cause) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.isBroken()).isFalse();
        assertThat(answer.isDone()).isFalse();
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(answer.text()).isNotEmpty();
        assertThat(TEXT).startsWith(answer.text());
        assertThat(SITE.log().released(answer.requestId())).isEqualTo(answer.text());
        assertFailed(answer.requestId(), cause, answer.text());
    }

    private static void assertFailed(String request, String cause, String sent) {
        var closing = SITE.log().closing(request);
        assertThat(closing.kind()).isEqualTo("Failed");
        assertThat(closing.text("cause")).isEqualTo(cause);
        assertThat(closing.number("calls")).isEqualTo(1);
        assertThat(closing.number("bytes")).isEqualTo(sent.getBytes(UTF_8).length);
        assertThat(closing.texts().path("sent-sha256").asString()).isEqualTo(sha256(sent.getBytes(UTF_8)));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
