package io.sallyport.api.documents;

import java.util.Map;

import io.sallyport.api.Malformed;
import io.sallyport.audit.AuditUnavailable;
import io.sallyport.gateway.Refusal;
import io.sallyport.ingest.ConcurrentChange;
import io.sallyport.ingest.DraftRejected;
import io.sallyport.ingest.IngestionUnavailable;
import io.sallyport.web.Problem;
import io.sallyport.web.ProblemException;

/// How a write that did not happen looks over HTTP.
final class WriteProblems {

    private WriteProblems() {}

    static RuntimeException translate(RuntimeException thrown) {
        return switch (thrown) {
            case DraftRejected rejected -> new ProblemException(of(rejected));
            case ConcurrentChange conflict ->
                new ProblemException(new Problem(
                        409,
                        "conflict",
                        "The document changed",
                        "Another write changed the document at the same time; nothing of this one is visible."));
            case IngestionUnavailable unavailable ->
                new ProblemException(new Problem(
                        503,
                        "index-unavailable",
                        "The index is not available",
                        "The document index does not answer; try again later."));
            case AuditUnavailable unavailable ->
                new ProblemException(new Problem(
                        503,
                        "audit-unavailable",
                        "The audit log is not available",
                        "The change cannot be recorded, so it was not made."));
            default -> thrown;
        };
    }

    static Problem of(Malformed malformed) {
        boolean large = malformed.kind() == Refusal.Kind.TOO_LARGE;
        var problem = new Problem(
                large ? 413 : 400,
                large ? "too-large" : "invalid-request",
                large ? "The request is too large" : "The request is not valid",
                malformed.expectation());
        return malformed.param().map(problem::about).orElse(problem);
    }

    private static Problem of(DraftRejected rejected) {
        var errors = rejected.problems().stream()
                .map(each -> Map.of("pointer", each.pointer(), "message", each.message()))
                .toList();
        return new Problem(422, "document-refused", "The document is not written", "See errors for what is wrong.")
                .with("errors", errors);
    }
}
