package io.sallyport.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.sallyport.audit.AbortCause;
import io.sallyport.audit.Aborted;
import io.sallyport.audit.ClosingEvent;
import io.sallyport.audit.Failed;
import io.sallyport.audit.FailureCause;
import io.sallyport.audit.RefusalReason;
import io.sallyport.audit.Refused;
import io.sallyport.gateway.Refusal.Kind;
import io.sallyport.inference.ProviderFault;

/// How a refusal is told to the audit log.
final class Closings {

    private Closings() {}

    static ClosingEvent of(Refusal refusal, Transit transit) {
        return switch (refusal.kind()) {
            case MALFORMED -> refused(refusal, RefusalReason.MALFORMED, transit);
            case TOO_LARGE -> refused(refusal, RefusalReason.TOO_LARGE, transit);
            case MEDIA_TYPE, UNSUPPORTED -> refused(refusal, RefusalReason.UNSUPPORTED, transit);
            case PURPOSE -> refused(refusal, RefusalReason.PURPOSE, transit);
            case BREAK_GLASS, DENIED -> refused(refusal, RefusalReason.DENIED, transit);
            case NOT_FOUND -> refused(refusal, RefusalReason.NOT_FOUND, transit);
            case TOO_MANY -> refused(refusal, RefusalReason.LIMIT, transit);
            case OBLIGATION -> refused(refusal, RefusalReason.OBLIGATION, transit);
            case INDEX_UNAVAILABLE -> refused(refusal, RefusalReason.INDEX_UNAVAILABLE, transit);
            case AUDIT_UNAVAILABLE -> failed(FailureCause.AUDIT_UNAVAILABLE, transit);
            case PROVIDER_TIMEOUT -> failed(FailureCause.PROVIDER_TIMEOUT, transit);
            case PROVIDER_RESET -> failed(FailureCause.PROVIDER_RESET, transit);
            case PROVIDER_ERROR -> failed(FailureCause.PROVIDER_ERROR, transit);
            case PROVIDER_MALFORMED -> failed(FailureCause.PROVIDER_MALFORMED, transit);
            case LIMIT, TIMEOUT -> failed(FailureCause.LIMIT, transit);
            case CLIENT_GONE -> aborted(AbortCause.CLIENT_GONE, transit);
            case REVOKED -> aborted(AbortCause.REVOKED, transit);
            case INTERNAL -> failed(FailureCause.INTERNAL, transit);
        };
    }

    static Refusal refusal(ProviderFault fault) {
        return switch (fault.kind()) {
            case TIMEOUT -> new Refusal(Kind.PROVIDER_TIMEOUT, "The model did not answer in time.");
            case RESET -> new Refusal(Kind.PROVIDER_RESET, "The connection to the model broke.");
            case ERROR -> new Refusal(Kind.PROVIDER_ERROR, "The model's provider refused the call or failed.");
            case MALFORMED -> new Refusal(Kind.PROVIDER_MALFORMED, "The model's answer is not understood.");
            case LIMIT -> new Refusal(Kind.LIMIT, "The model's answer is longer than allowed.");
        };
    }

    private static ClosingEvent refused(Refusal refusal, RefusalReason reason, Transit transit) {
        var bodies = new ArrayList<>(transit.question());
        bodies.addAll(transit.decidedOn());
        return new Refused(reason, refusal.rule(), refusal.revision(), bodies);
    }

    private static ClosingEvent aborted(AbortCause cause, Transit transit) {
        return new Aborted(cause, Optional.of(transit.tally()), List.of(transit.sentDigest()));
    }

    private static ClosingEvent failed(FailureCause cause, Transit transit) {
        return new Failed(cause, Optional.of(transit.tally()), List.of(transit.sentDigest()));
    }
}
