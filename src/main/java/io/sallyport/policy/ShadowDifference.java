package io.sallyport.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

import io.sallyport.document.Classification;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;

/// What a candidate would have decided otherwise for one request, as far as somebody would notice: that both refuse by
/// other rules is no difference.
///
/// @param candidate   the candidate's decision
/// @param decision    whether it would refuse what is permitted, or permit what is refused; absent when both say the same
/// @param rules       behind `decision`: the rule of the candidate that refuses; or the rule in force that refuses, else the
///                    rules of the candidate that allow. None when the refusal is that no rule allows
/// @param hidden      documents found for the request that the candidate would not show; none unless both permit
/// @param obligations the rules of either side because of which something else would be obliged, at the same
///                    classification; none unless both permit
/// @param gained      how many documents the request could newly find, whatever it asked; absent when not counted
public record ShadowDifference(
        Decision candidate,
        Optional<Kind> decision,
        List<RuleReference> rules,
        List<Hidden> hidden,
        List<RuleReference> obligations,
        OptionalLong gained) {

    /// How a decision would differ.
    public enum Kind {
        /// A request would be refused.
        REFUSED,
        /// A request would be permitted.
        ALLOWED,
        /// A document that was found would not be shown.
        HIDDEN,
        /// Something else would be obliged.
        OBLIGATIONS,
        /// There are documents that could newly be found.
        GAINED
    }

    /// A document that would not be shown.
    ///
    /// @param rule the candidate's rule that withholds it; absent when none allows it
    public record Hidden(DocumentId document, Optional<RuleReference> rule) {}

    public ShadowDifference {
        rules = List.copyOf(rules);
        hidden = List.copyOf(hidden);
        obligations = List.copyOf(obligations);
    }

    private record Decisions(Decision live, Decision candidate) {}

    /// Compares what both bundles say to one request.
    ///
    /// @param decision  of the bundle in force, with the obligations at that classification once it is known
    /// @param level     the highest classification found; absent when no document was looked for
    /// @param documents found and admitted under the bundle in force
    static ShadowDifference of(
            PolicySet live,
            PolicySet candidate,
            AccessRequest request,
            Decision decision,
            Optional<Classification> level,
            List<Document> documents) {
        return switch (new Decisions(decision, decide(candidate, request, level))) {
            case Decisions(Deny _, Deny then) -> same(then);
            case Decisions(Permit _, Deny then) ->
                other(then, Kind.REFUSED, then.rule().stream().toList());
            case Decisions(Deny now, Permit then) ->
                other(then, Kind.ALLOWED, now.rule().map(List::of).orElse(then.rules()));
            case Decisions(Permit now, Permit then) ->
                new ShadowDifference(then, Optional.empty(), List.of(), hidden(then, documents),
                        obligations(live.book(), now, candidate.book(), then), OptionalLong.empty());
        };
    }

    private static Decision decide(PolicySet candidate, AccessRequest request, Optional<Classification> level) {
        return switch (candidate.decide(request)) {
            case Permit permit when level.isPresent() -> permit.obligationsAt(level.get());
            case Decision decision -> decision;
        };
    }

    private static ShadowDifference same(Decision candidate) {
        return new ShadowDifference(
                candidate, Optional.empty(), List.of(), List.of(), List.of(), OptionalLong.empty());
    }

    private static ShadowDifference other(Decision candidate, Kind kind, List<RuleReference> rules) {
        return new ShadowDifference(
                candidate, Optional.of(kind), rules, List.of(), List.of(), OptionalLong.empty());
    }

    private static List<Hidden> hidden(Permit then, List<Document> documents) {
        return documents.stream()
                .filter(document -> !then.admission().admits(document))
                .map(document -> new Hidden(document.id(), then.withholding(document)))
                .toList();
    }

    /// The rules that apply on one side only, or say something else there.
    private static List<RuleReference> obligations(RuleBook live, Permit now, RuleBook candidate, Permit then) {
        if (now.obligations().holdsAs(then.obligations())) {
            return List.of();
        }
        var before = now.obligations().rules();
        var after = then.obligations().rules();
        return Stream.concat(before.stream(), after.stream())
                .distinct()
                .filter(rule -> !before.contains(rule) || !after.contains(rule)
                        || !obliged(live, rule).equals(obliged(candidate, rule)))
                .sorted()
                .toList();
    }

    private static List<Obligation> obliged(RuleBook book, RuleReference rule) {
        return book.obligations().stream()
                .filter(each -> each.reference().equals(rule))
                .flatMap(each -> each.obligations().stream())
                .toList();
    }

    /// The same once it is known how many documents could newly be found.
    public ShadowDifference withGained(long documents) {
        return new ShadowDifference(candidate, decision, rules, hidden, obligations, OptionalLong.of(documents));
    }

    /// Everything that differs; nothing when nobody would notice.
    public Set<Kind> kinds() {
        var kinds = EnumSet.noneOf(Kind.class);
        decision.ifPresent(kinds::add);
        if (!hidden.isEmpty()) {
            kinds.add(Kind.HIDDEN);
        }
        if (!obligations.isEmpty()) {
            kinds.add(Kind.OBLIGATIONS);
        }
        if (gained.orElse(0) > 0) {
            kinds.add(Kind.GAINED);
        }
        return Collections.unmodifiableSet(kinds);
    }
}
