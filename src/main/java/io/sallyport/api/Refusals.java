package io.sallyport.api;

import io.sallyport.gateway.Refusal;
import io.sallyport.web.Problem;

/// How a refusal of the gateway looks over HTTP.
public final class Refusals {

    private Refusals() {}

    /// The problem that tells a caller what it may know.
    public static Problem problem(Refusal refusal) {
        return switch (refusal.kind()) {
            case MALFORMED -> of(refusal, 400, "invalid-request", "The request is not valid");
            case TOO_LARGE -> of(refusal, 413, "too-large", "The request is too large");
            case MEDIA_TYPE -> of(refusal, 415, "unsupported-media-type", "The media type is not read here");
            case UNSUPPORTED -> of(refusal, 400, "unsupported", "This is not supported");
            case PURPOSE -> of(refusal, 403, "purpose-refused", "The purpose is not open to you");
            case BREAK_GLASS -> of(refusal, 403, "break-glass-refused", "Emergency access is not open to you");
            case DENIED -> of(refusal, 403, "denied", "A policy denies this");
            case NOT_FOUND -> Problem.notFound();
            case TOO_MANY -> of(refusal, 429, "too-many-requests", "Too many requests");
            case OBLIGATION -> of(refusal, 503, "obligation-failed", "An obligation cannot be carried out");
            case INDEX_UNAVAILABLE -> of(refusal, 503, "index-unavailable", "The index is not available");
            case AUDIT_UNAVAILABLE -> of(refusal, 503, "audit-unavailable", "The audit log is not available");
            case PROVIDER_TIMEOUT -> of(refusal, 504, "provider-timeout", "The model is too slow");
            case PROVIDER_RESET -> of(refusal, 502, "provider-reset", "The model broke off");
            case PROVIDER_ERROR -> of(refusal, 502, "provider-error", "The model's provider failed");
            case PROVIDER_MALFORMED -> of(refusal, 502, "provider-malformed", "The model's answer is not understood");
            case LIMIT -> of(refusal, 502, "answer-too-long", "The model's answer is too long");
            case TIMEOUT -> of(refusal, 504, "request-timeout", "The request took too long");
            case CLIENT_GONE -> of(refusal, 499, "client-gone", "The caller left");
            case INTERNAL -> Problem.internal();
        };
    }

    private static Problem of(Refusal refusal, int status, String slug, String title) {
        return new Problem(status, slug, title, refusal.reason());
    }
}
