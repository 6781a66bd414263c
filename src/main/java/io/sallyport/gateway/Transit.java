package io.sallyport.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sallyport.audit.Answered;
import io.sallyport.audit.AuditEventTooLarge;
import io.sallyport.audit.AuditLog;
import io.sallyport.audit.AuditTrail;
import io.sallyport.audit.AuditUnavailable;
import io.sallyport.audit.Body;
import io.sallyport.audit.ClosingEvent;
import io.sallyport.audit.Consumption;
import io.sallyport.audit.Disclosed;
import io.sallyport.audit.PolicyInput;
import io.sallyport.audit.Received;
import io.sallyport.audit.Released;
import io.sallyport.audit.Tally;
import io.sallyport.gateway.Refusal.Kind;
import io.sallyport.inference.ProviderFault;
import io.sallyport.inference.Usage;
import io.sallyport.redaction.RedactionFailed;
import io.sallyport.retrieval.RetrievalUnavailable;

/// One accepted request on its way through, from its first entry to its one closing entry, and how far it came.
/// Whatever its work throws, the closing entry is written and the caller gets a [Refusal].
final class Transit {

    private static final Logger LOG = LoggerFactory.getLogger(Transit.class);
    private static final String CHANNEL = "content";

    private final AuditTrail trail;
    private final Supplier<List<Body>> question;
    private final long started = System.nanoTime();
    private final MessageDigest sent = Digests.sha256();
    private int calls;
    private int windows;
    private long bytes;
    private Optional<Consumption> usage = Optional.empty();
    private List<Body> decidedOn = List.of();

    private Transit(AuditTrail trail, Supplier<List<Body>> question) {
        this.trail = trail;
        this.question = question;
    }

    /// Opens the request, does its work, and closes it.
    ///
    /// @param question what was asked, as a refusal records it; nothing for input that was not understood
    /// @throws Refusal when the work fails or is refused, or nothing can be recorded
    static <T> T of(
            AuditLog log, Asker asker, Received received, Supplier<List<Body>> question, Function<Transit, T> work) {
        var transit = open(log, asker, received, question);
        try {
            return work.apply(transit);
        } catch (RuntimeException thrown) {
            throw transit.refuse(refusal(thrown, asker.requestId()));
        } catch (Error fatal) {
            transit.refuse(new Refusal(Kind.INTERNAL, "The request failed."));
            throw fatal;
        }
    }

    private static Transit open(AuditLog log, Asker asker, Received received, Supplier<List<Body>> question) {
        try {
            return new Transit(log.open(asker.context(log), received), question);
        } catch (AuditUnavailable unavailable) {
            throw auditUnavailable();
        } catch (AuditEventTooLarge large) {
            throw new Refusal(Kind.TOO_LARGE, "The request holds more than its audit entry may.");
        }
    }

    AuditTrail trail() {
        return trail;
    }

    /// Notes what policy decides on; the first entry of a decision will have it.
    void decidesOn(PolicyInput input) {
        decidedOn = List.of(input.body());
    }

    /// What policy decided on, unless an entry has it already.
    List<Body> decidedOn() {
        var once = decidedOn;
        decidedOn = List.of();
        return once;
    }

    int nextCall() {
        return ++calls;
    }

    void used(Optional<Usage> counted) {
        usage = counted.map(each -> new Consumption(each.input(), each.output()));
    }

    /// Makes a window durable; only then may its text be sent.
    void release(String redacted, String text) {
        long length = text.getBytes(UTF_8).length;
        var body = List.of(new Body(Body.Part.TEXT, redacted));
        trail.release(new Released(++windows, CHANNEL, bytes, bytes + length, body));
    }

    /// Counts text that the caller was sent.
    void sent(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        sent.update(utf8);
        bytes += utf8.length;
    }

    /// Closes the request; only then may what remains be sent.
    void close(ClosingEvent closing) {
        closed(trail.close(closing));
    }

    /// Records passages and closes the request in one; only then may they be sent.
    void disclose(Disclosed disclosed, Answered answered) {
        closed(trail.discloseAndClose(disclosed, answered));
    }

    private static void closed(Optional<?> closing) {
        if (closing.isEmpty()) {
            throw new Refusal(Kind.TIMEOUT, "The request took too long and was closed.");
        }
    }

    Tally tally() {
        return new Tally(calls, windows, bytes, usage, Duration.ofNanos(System.nanoTime() - started));
    }

    /// SHA-256 of everything sent so far, for the closing entry.
    Body sentDigest() {
        try {
            var soFar = (MessageDigest) sent.clone();
            return new Body(Body.Part.SENT_SHA256, HexFormat.of().formatHex(soFar.digest()));
        } catch (CloneNotSupportedException unexpected) {
            throw new IllegalStateException("SHA-256 of the platform can be cloned", unexpected);
        }
    }

    /// What was asked, for the entry of a refusal; nothing when it cannot be bared of personal data.
    List<Body> question() {
        try {
            return question.get();
        } catch (RedactionFailed failed) {
            LOG.warn("A refused question could not be redacted and is not recorded.");
            return List.of();
        }
    }

    private Refusal refuse(Refusal refusal) {
        try {
            trail.close(Closings.of(refusal, this));
        } catch (AuditUnavailable unavailable) {
            LOG.error("A closing entry could not be written; the next start closes the request.");
            return refusal.kind() == Kind.CLIENT_GONE ? refusal : auditUnavailable();
        }
        return refusal;
    }

    private static Refusal refusal(RuntimeException thrown, String requestId) {
        return switch (thrown) {
            case Refusal refusal -> refusal;
            case AuditUnavailable unavailable -> auditUnavailable();
            case AuditEventTooLarge large ->
                new Refusal(Kind.TOO_LARGE, "The request holds more than its audit entry may.");
            case ProviderFault fault -> Closings.refusal(fault);
            case RedactionFailed failed ->
                new Refusal(Kind.OBLIGATION, "The text could not be redacted as obliged, so it went nowhere.");
            case RetrievalUnavailable unavailable ->
                new Refusal(Kind.INDEX_UNAVAILABLE, "The document index does not answer; try again later.");
            default -> {
                LOG.error("request {} failed: {}", requestId, thrown.getClass().getName());
                yield new Refusal(Kind.INTERNAL, "The request failed; nothing more was sent.");
            }
        };
    }

    private static Refusal auditUnavailable() {
        return new Refusal(Kind.AUDIT_UNAVAILABLE,
                "The audit log cannot record this request, so it was not carried out.");
    }
}
