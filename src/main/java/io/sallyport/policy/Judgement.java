package io.sallyport.policy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import io.sallyport.document.Document;
import io.sallyport.policy.PolicyWitness.Change;
import io.sallyport.redaction.RedactionPlan;

/// What a bundle says to a request for one document, as far as somebody would notice.
///
/// @param allowed  whether the request is
/// @param shown    whether the document is
/// @param obliged  what holds for the answer
/// @param words    the same for people
record Judgement(boolean allowed, boolean shown, Optional<Obliged> obliged, String words) {

    /// Obligations without the rules they come from.
    private record Obliged(RedactionPlan redaction, int citations, OptionalInt requests, OptionalInt documents) {

        static Obliged of(Obligations all) {
            return new Obliged(all.redaction(), all.minimumCitations(), all.requestsPerMinute(), all.maxDocuments());
        }

        @Override
        public String toString() {
            return "redaction %s, citations %d, requestsPerMinute %s, maxDocuments %s".formatted(
                    redaction.toString().replace("RedactionPlan", ""), citations, text(requests), text(documents));
        }

        private static String text(OptionalInt limit) {
            return limit.isPresent() ? String.valueOf(limit.getAsInt()) : "unlimited";
        }
    }

    static Judgement of(PolicySet bundle, AccessRequest request, Document document) {
        return switch (bundle.decide(request)) {
            case Deny deny -> refused(deny);
            case Permit permit when permit.admission().admits(document) ->
                switch (permit.obligationsAt(document.classification())) {
                    case Deny deny -> refused(deny);
                    case Permit merged -> new Judgement(true, true, Optional.of(Obliged.of(merged.obligations())),
                            "document shown by " + names(permit.rulesFor(document)));
                };
            case Permit permit -> new Judgement(true, false, Optional.of(Obliged.of(permit.obligations())),
                    "request allowed by " + names(permit.rules()) + ", document withheld");
        };
    }

    private static Judgement refused(Deny deny) {
        return new Judgement(false, false, Optional.empty(),
                "request refused" + deny.rule().map(rule -> " by " + rule).orElse(""));
    }

    private static String names(List<RuleReference> rules) {
        return String.join(" and ", rules.stream().map(RuleReference::toString).toList());
    }

    /// What became of the decision under another bundle; empty when nobody would notice.
    Optional<Change> changeTo(Judgement later) {
        if (allowed != later.allowed) {
            return Optional.of(later.allowed ? Change.REQUEST_ALLOWED : Change.REQUEST_REFUSED);
        }
        if (shown != later.shown) {
            return Optional.of(later.shown ? Change.DOCUMENT_SHOWN : Change.DOCUMENT_WITHHELD);
        }
        return obliged.equals(later.obliged) ? Optional.empty() : Optional.of(Change.OTHER_OBLIGATIONS);
    }

    /// For people; with the obligations where these are what differs.
    String words(Change change) {
        return change == Change.OTHER_OBLIGATIONS ? words + ", " + obliged.map(Obliged::toString).orElse("") : words;
    }
}
