package io.sallyport.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.sallyport.document.Classification;
import io.sallyport.document.Document;
import io.sallyport.document.Principal;

/// Explains one request under one bundle. What is decided is asked of the deciding code itself; here it is only told
/// which rules made it so.
final class Explainer {

    private final RuleBook book;
    private final PolicySettings settings;
    private final AccessRequest request;

    Explainer(RuleBook book, PolicySettings settings, AccessRequest request) {
        this.book = book;
        this.settings = settings;
        this.request = request;
    }

    Explanation explain(Decision decision, Optional<Document> document) {
        return switch (decision) {
            case Deny deny -> denied(deny, requestRules().toList());
            case Permit permit -> document.map(asked -> permitted(permit, asked)).orElseGet(() -> permitted(permit));
        };
    }

    private Explanation permitted(Permit permit) {
        var rules = Stream.concat(requestRules(), obligationRules(lowest())).toList();
        return new Explanation(permit.revision(), allowed(permit), false, Optional.empty(), Optional.empty(), rules,
                Optional.of(permit.obligations()));
    }

    private Explanation permitted(Permit permit, Document document) {
        boolean admitted = permit.admission().admits(document);
        var outcomes = documentRules(document).toList();
        var highest = admitted ? document.classification() : lowest();
        var rules = Stream.of(requestRules(), outcomes.stream(), obligationRules(highest))
                .flatMap(each -> each)
                .toList();
        var ruling = admitted
                ? new Ruling(true, permit.rulesFor(document), reasonOf(permit.rulesFor(document).getFirst(), rules))
                : withheld(document, outcomes);
        var found = Optional.of(permit.filter().matches(document));
        return switch (admitted ? permit.obligationsAt(document.classification()) : permit) {
            case Deny deny -> denied(deny, rules);
            case Permit merged -> new Explanation(permit.revision(), allowed(permit), false, Optional.of(ruling), found,
                    rules, Optional.of(merged.obligations()));
        };
    }

    private static Explanation denied(Deny deny, List<RuleOutcome> rules) {
        return new Explanation(
                deny.revision(),
                new Ruling(false, deny.rule().stream().toList(), deny.reason()),
                deny.hidden(),
                Optional.empty(),
                Optional.empty(),
                rules,
                Optional.empty());
    }

    private Ruling allowed(Permit permit) {
        return new Ruling(true, permit.rules(), reasonOf(permit.rules().getFirst(), requestRules().toList()));
    }

    /// Why the document is not admitted, in the order in which the second gate asks.
    private Ruling withheld(Document document, List<RuleOutcome> outcomes) {
        if (!document.acl().permits(Principal.of(request.subject()))) {
            return new Ruling(false, List.of(), "The document's ACL does not let the subject read it.");
        }
        var unsound = DocumentAttributes.unsound(document, book.vocabulary().schema());
        if (unsound.isPresent()) {
            return new Ruling(false, List.of(), unsound.get());
        }
        return withheld(RuleStage.RETRIEVAL, outcomes)
                .or(() -> withheld(RuleStage.MODEL, outcomes))
                .orElseThrow(() -> new IllegalStateException("a document is admitted, or something withholds it"));
    }

    private static Optional<Ruling> withheld(RuleStage stage, List<RuleOutcome> outcomes) {
        var own = outcomes.stream().filter(outcome -> outcome.stage() == stage).toList();
        var denying = Stream.of(Outcome.TRUE, Outcome.ERROR)
                .flatMap(truth -> own.stream().filter(rule -> rule.denies() && rule.outcome() == truth))
                .findFirst();
        if (denying.isPresent()) {
            return denying.map(rule -> new Ruling(false, List.of(rule.rule()), rule.reason()));
        }
        boolean allows = own.stream().anyMatch(RuleOutcome::allows);
        return allows
                ? Optional.empty()
                : Optional.of(new Ruling(false, List.of(), "No %s rule allows this document.".formatted(stage.word())));
    }

    private static String reasonOf(RuleReference rule, List<RuleOutcome> rules) {
        return rules.stream().filter(each -> each.rule().equals(rule)).map(RuleOutcome::reason).findFirst().orElse("");
    }

    private Stream<RuleOutcome> requestRules() {
        return variables().stream()
                .flatMap(known -> book.request().rules().stream()
                        .map(rule -> RuleOutcome.of(RuleStage.REQUEST, rule, known)));
    }

    private Stream<RuleOutcome> documentRules(Document document) {
        var attributes = DocumentAttributes.of(document, book.vocabulary().schema());
        return attributes.flatMap(sound -> variables()
                .map(known -> Variables.with(known, RuleLanguage.DOCUMENT, sound)))
                .stream()
                .flatMap(known -> Stream.concat(
                        outcomes(RuleStage.RETRIEVAL, book.retrieval(), known),
                        outcomes(RuleStage.MODEL, book.model(), known)));
    }

    private static Stream<RuleOutcome> outcomes(RuleStage stage, DocumentStage rules, Map<String, Object> known) {
        return rules.rules().stream().map(rule -> RuleOutcome.of(stage, rule.rule(), known));
    }

    /// Obligations are looked at twice, at the lowest level and at the highest disclosed; what held at either holds.
    private Stream<RuleOutcome> obligationRules(Classification highest) {
        return variables().stream().flatMap(known -> {
            var low = Variables.with(known, lowest());
            var high = Variables.with(known, highest);
            return book.obligations().stream().map(rule -> obligation(rule, low, high));
        });
    }

    private static RuleOutcome obligation(ObligationRule rule, Map<String, Object> low, Map<String, Object> high) {
        Function<Map<String, Object>, RuleOutcome> at = known -> new RuleOutcome(
                rule.reference(),
                RuleStage.OBLIGATION,
                Optional.empty(),
                rule.reason(),
                rule.when().outcome(known),
                Leaves.of(rule.when(), known));
        var second = at.apply(high);
        return second.outcome() == Outcome.FALSE ? at.apply(low) : second;
    }

    private Classification lowest() {
        return book.vocabulary().schema().classifications().getFirst();
    }

    private Optional<Map<String, Object>> variables() {
        return Variables.known(request, book, settings);
    }
}
