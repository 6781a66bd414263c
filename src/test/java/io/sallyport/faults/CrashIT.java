package io.sallyport.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sallyport.dev.GatewayProcess;
import io.sallyport.dev.Script;
import io.sallyport.dev.Script.Fault;

/// The gateway is killed, or its audit log is taken away: nothing acknowledged is lost, nothing leaves unrecorded.
class CrashIT {

    private static final Site SITE = Site.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String TEXT = "The landlord contributes a rent-free period, which is no part of the budget [1]. "
            .repeat(16);

    @TempDir
    private Path folder;

    @BeforeEach
    void restore() {
        SITE.restore();
    }

    @Test
    void aGatewayKilledInMidAnswerClosesTheRequestBeforeItAnswersAgain() {
        SITE.ask();
        SITE.model().next(Script.saying(TEXT).inDeltasOf(24).with(new Fault.Stall(20)));
        var open = SITE.stream().readUntil(100);
        var before = SITE.log();
        assertThat(before.isClosed(open.requestId())).isFalse();

        SITE.gateway().kill();
        assertThat(open.readToEnd().isDone()).isFalse();
        restartWithoutItsIssuer();

        var after = SITE.log();
        assertThat(after.entries()).as("every acknowledged entry is still there").startsWith(
                before.entries().toArray(RecordedLog.Entry[]::new));
        var closing = after.closing(open.requestId());
        assertThat(closing.kind()).isEqualTo("Aborted");
        assertThat(closing.text("cause")).isEqualTo("process-ended");
        assertThat(after.released(open.requestId())).as("nothing was sent unrecorded").startsWith(open.text());
        assertThat(firstOfTheSameStart(after, closing)).as("closed before the port opens").isEqualTo(closing);
        after.assertEveryRequestIsClosedOnce();
        assertThat(SITE.ask().status()).isEqualTo(200);
    }

    /// It starts; tokens cannot be judged until the issuer is there.
    private static void restartWithoutItsIssuer() {
        SITE.issuer().stop();
        SITE.startGateway();
        var unjudged = SITE.client().get("bob", "/v1/models");
        assertThat(unjudged.status()).as(unjudged.body()).isEqualTo(503);
        assertThat(unjudged.json().at("/error/code").asString()).isEqualTo("issuer-unavailable");
        SITE.issuer().start();
    }

    private static RecordedLog.Entry firstOfTheSameStart(RecordedLog log, RecordedLog.Entry closing) {
        return log.entries().stream().filter(entry -> entry.number("epoch") == closing.number("epoch")).findFirst()
                .orElseThrow();
    }

    @Test
    void anAuditLogTakenAwayStopsEverythingAndTheNextStartRefusesToo() {
        SITE.model().next(Script.saying(TEXT).inDeltasOf(24).pausing(Duration.ofMillis(250)));
        var open = SITE.stream().readUntil(50);
        deleteActiveSegment();

        assertThatNothingIsAnsweredOnceOneIsRefused();
        assertThat(open.readToEnd().isDone()).isFalse();
        assertThat(open.errorCode()).isEqualTo("audit-unavailable");
        assertThat(SITE.gateway().awaitExit(PATIENCE)).isEqualTo(70);
        assertThat(SITE.gateway().output()).contains("audit-log.md#poisoned");

        var next = launch(SITE.audit());
        SITE.condemnAudit();
        assertThat(next.awaitExit(PATIENCE)).as(next.output()).isEqualTo(71);
        assertThat(next.output()).contains("audit-log.md#corruption");
    }

    private static void deleteActiveSegment() {
        try (var files = Files.list(SITE.audit().resolve("segments"))) {
            var active = files.filter(file -> Character.isDigit(file.getFileName().toString().charAt(0)))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            Files.delete(active);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Asks until the process is gone. Questions are answered until the loss is noticed; then none is any more and the
    /// model hears nothing.
    private static void assertThatNothingIsAnsweredOnceOneIsRefused() {
        long askedBefore = -1;
        while (SITE.gateway().isAlive()) {
            boolean answered = isAnswered();
            if (askedBefore < 0 && !answered) {
                askedBefore = SITE.egresses();
            }
            assertThat(answered && askedBefore >= 0).as("answered after a refusal").isFalse();
        }
        assertThat(SITE.egresses()).isEqualTo(askedBefore);
    }

    private static boolean isAnswered() {
        try {
            var reply = SITE.ask();
            if (reply.status() != 200) {
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.json().at("/error/code").asString()).isEqualTo("audit-unavailable");
            }
            return reply.status() == 200;
        } catch (UncheckedIOException stopping) {
            return false;
        }
    }

    @Test
    void anAuditDirectoryThatCannotBeMadeStopsTheStartAndIsNamed() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        var refused = launch(file.resolve("audit"));
        assertThat(refused.awaitExit(PATIENCE)).as(refused.output()).isEqualTo(73);
        assertThat(refused.output()).contains("sallyport.audit.directory=" + file.resolve("audit"));
    }

    private static GatewayProcess launch(Path audit) {
        return GatewayProcess.launch(SITE.argumentsFor(audit));
    }
}
