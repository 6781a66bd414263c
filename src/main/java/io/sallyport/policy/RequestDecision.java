package io.sallyport.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.sallyport.document.Classification;
import io.sallyport.document.Principal;
import io.sallyport.policy.FilterBudget.FilterTooLarge;
import io.sallyport.policy.RequestStage.Verdict;
import io.sallyport.policy.SubjectAttributes.MalformedClaim;

/// One request before the rules of one bundle. Kept by its [Permit], so that filter, second gate and obligations are
/// decided by the same rules, subject and instant.
final class RequestDecision {

    private static final String UNDETERMINED = "An obligation of this request cannot be determined.";
    private static final String TOO_LARGE = "The rules need a larger access filter for this subject than is allowed.";
    private static final String NO_CALLER = "No model policy declares 'caller', which stands for passages without a model.";

    private final PolicyRevision revision;
    private final RuleBook book;
    private final Map<String, Object> variables;
    private final DocumentGate documents;

    private RequestDecision(PolicyRevision revision, RuleBook book, AccessRequest request, Map<String, Object> all) {
        this.revision = revision;
        this.book = book;
        this.variables = all;
        this.documents = new DocumentGate(book, Principal.of(request.subject()), all);
    }

    static Decision decide(PolicyRevision revision, RuleBook book, PolicySettings settings, AccessRequest request) {
        try {
            var subject = SubjectAttributes.of(request.subject().claims(), book.vocabulary());
            return decide(revision, book, settings, request, Variables.of(request, subject, book, settings));
        } catch (MalformedClaim malformed) {
            return new Deny(revision, Optional.empty(), malformed.reason(), false);
        }
    }

    private static Decision decide(
            PolicyRevision revision,
            RuleBook book,
            PolicySettings settings,
            AccessRequest request,
            Map<String, Object> known) {
        var model = Optional.ofNullable(book.models().get(request.model()));
        boolean isCaller = request.model().equals(ModelId.CALLER);
        return switch (book.request().decide(known, model)) {
            case Verdict.Refused(_, _, var byModel) when byModel && isCaller && model.isEmpty() ->
                new Deny(revision, Optional.empty(), NO_CALLER, false);
            case Verdict.Refused(var rule, var reason, var byModel) ->
                new Deny(revision, rule, reason, byModel && !isCaller);
            case Verdict.Allowed(var rules) ->
                new RequestDecision(revision, book, request, Variables.with(known, model.orElseThrow()))
                        .permit(rules, settings);
        };
    }

    private Decision permit(List<RuleReference> rules, PolicySettings settings) {
        try {
            var filter = documents.filter(new FilterBudget(settings.maxClauses(), settings.maxTerms()));
            var lowest = book.vocabulary().schema().classifications().getFirst();
            return obligationsAt(lowest, new Permit(this, rules, Obligations.NONE, filter));
        } catch (FilterTooLarge tooLarge) {
            return new Deny(revision, Optional.empty(), TOO_LARGE, false);
        }
    }

    PolicyRevision revision() {
        return revision;
    }

    DocumentGate documents() {
        return documents;
    }

    /// The permit with the obligations at that classification added, or a refusal when one of them errs.
    Decision obligationsAt(Classification classification, Permit permit) {
        var known = book.vocabulary().schema().classification(classification.name()).filter(classification::equals);
        if (known.isEmpty()) {
            return new Deny(revision, Optional.empty(), UNDETERMINED, false);
        }
        var at = Variables.with(variables, classification);
        var merged = Obligations.NONE;
        for (var rule : book.obligations()) {
            switch (rule.when().outcome(at)) {
                case TRUE -> merged = merged.merge(Obligations.of(rule.reference(), rule.obligations()));
                case FALSE -> {
                }
                case ERROR -> {
                    return new Deny(revision, Optional.of(rule.reference()), UNDETERMINED, false);
                }
            }
        }
        return permit.with(merged);
    }
}
