package io.sallyport.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.sallyport.audit.DecidedRequest;
import io.sallyport.audit.DecidedRequest.Outcome;
import io.sallyport.audit.RefusalReason;
import io.sallyport.audit.SubjectReference;
import io.sallyport.document.Collection;
import io.sallyport.document.DocumentId;
import io.sallyport.identity.Tenant;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.Decision;
import io.sallyport.policy.Deny;
import io.sallyport.policy.Permit;
import io.sallyport.policy.RecordedRequests;
import io.sallyport.policy.RecordedRequests.NotReplayable;
import io.sallyport.retrieval.Census;

/// An audited request, decided again by both bundles as of its own time.
///
/// @param then      what is recorded of it
/// @param request   the request
/// @param before    the decision of the bundle in force
/// @param after     the decision of the candidate
/// @param disclosed documents it was given
record DecidedAgain(
        DecidedRequest then, AccessRequest request, Decision before, Decision after, Set<DocumentId> disclosed) {

    /// @throws NotReplayable when it cannot be decided again without guessing
    static DecidedAgain of(DecidedRequest then, RecordedRequests recorded, ImpactTrial trial) {
        var request = recorded.request(then.input(), new Tenant(then.tenant()));
        return new DecidedAgain(
                then,
                request,
                trial.live().decide(request),
                trial.candidate().decide(request),
                given(then.outcome(), trial.tenant()));
    }

    private static Set<DocumentId> given(Outcome outcome, Optional<Tenant> tenant) {
        return switch (outcome) {
            case Outcome.Permitted(_, var documents) -> documents.stream()
                    .map(document -> new DocumentId(
                            new Tenant(document.tenant()), new Collection(document.collection()), document.id()))
                    .filter(id -> tenant.isEmpty() || tenant.get().equals(id.tenant()))
                    .collect(Collectors.toSet());
            case Outcome.Refused _ -> Set.of();
        };
    }

    /// What it has in common with requests that are counted together with it.
    Kind kind(ImpactTrial trial) {
        var timeless = new AccessRequest(request.subject(), request.purpose(), request.channel(), request.model(),
                Instant.EPOCH, request.breakGlass());
        return new Kind(then.subject(), timeless, words(before), words(after), trial.obligations(before, after));
    }

    /// Equal for requests that differ in nothing but their time and are decided alike.
    record Kind(
            SubjectReference subject,
            AccessRequest request,
            List<Object> before,
            List<Object> after,
            List<RequestImpact.Change> obligations) {}

    private static List<Object> words(Decision decision) {
        return switch (decision) {
            case Permit permit -> List.of(permit.rules());
            case Deny(_, var rule, var reason, var hidden) -> List.of(rule, reason, hidden);
        };
    }

    /// Whether the bundle in force decides otherwise than it was decided then. A refusal of the same bundle that now permits
    /// was one by obligations, once documents were known.
    boolean drifted() {
        return switch (then.outcome()) {
            case Outcome.Permitted _ -> before instanceof Deny;
            case Outcome.Refused(var reason, var rule, var revision) -> before instanceof Permit
                    && isDecided(reason, rule)
                    && !revision.equals(Optional.of(before.revision().value()));
        };
    }

    /// Other refusals say nothing about policy.
    private static boolean isDecided(String reason, Optional<String> rule) {
        return reason.equals(RefusalReason.DENIED.wire())
                || reason.equals(RefusalReason.NOT_FOUND.wire()) && rule.isPresent();
    }

    /// Whether it would get the document now.
    boolean keeps(DocumentId document, Census.Held held) {
        return disclosed.contains(document) && held.admits(document, PolicyImpact.reach(before).admission());
    }

    /// Whether it would get the document now, and would not by the candidate.
    boolean loses(DocumentId document, Census.Held held) {
        return keeps(document, held) && !held.admits(document, PolicyImpact.reach(after).admission());
    }

    boolean losesAny(Census.Held held) {
        return disclosed.stream().anyMatch(document -> loses(document, held));
    }

    boolean isNewlyRefused() {
        return before instanceof Permit && after instanceof Deny;
    }

    boolean isNewlyAllowed() {
        return before instanceof Deny && after instanceof Permit;
    }
}
