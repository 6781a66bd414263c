package io.sallyport.policy;

import java.util.ArrayList;
import java.util.List;

/// The tests beside the rules of one bundle. They run at every load, so what they may cost is bounded: a bundle of two
/// hundred rules with all its tests loads within seconds.
final class OwnTestRun {

    private static final int MOST_CASES = 1_000;
    private static final long MOST_EVALUATIONS = 250_000;

    private final RuleBook book;
    private final PolicySettings settings;
    private final List<TestCase> cases = new ArrayList<>();
    private long evaluations;

    private OwnTestRun(RuleBook book, PolicySettings settings) {
        this.book = book;
        this.settings = settings;
    }

    /// Reads the tests among the documents; problems go to the log. While it holds earlier problems, names of rules and
    /// models are not checked: those that are missing may be missing for that reason.
    static OwnTestRun read(
            List<PolicyDocument> documents,
            RuleBook book,
            EntityNames entities,
            PolicySettings settings,
            ProblemLog log) {
        var tests = new OwnTestRun(book, settings);
        var reader = new TestReader(book, entities, settings, log.size() == 0);
        documents.stream()
                .filter(document -> document.kind() == Kind.TEST)
                .forEach(document -> tests.add(document, reader.read(document.spec())));
        return tests;
    }

    private void add(PolicyDocument document, List<TestCase> more) {
        boolean fits = fits();
        cases.addAll(more);
        more.forEach(test -> evaluations += cost(test));
        if (fits && !fits()) {
            document.spec().problem(
                    "with this file the tests of the bundle have %,d cases that need %,d evaluations of rules; "
                            .formatted(cases.size(), evaluations)
                            + "expected at most %,d and %,d".formatted(MOST_CASES, MOST_EVALUATIONS));
        }
    }

    private boolean fits() {
        return cases.size() <= MOST_CASES && evaluations <= MOST_EVALUATIONS;
    }

    private long cost(TestCase test) {
        long documentRules = (long) book.retrieval().rules().size() + book.model().rules().size();
        return book.request().rules().size()
                + 2L * book.obligations().size()
                + documentRules * test.documents().size();
    }

    /// What the cases ask, each once, in their order.
    List<AccessRequest> requests() {
        return cases.stream().map(TestCase::request).distinct().toList();
    }

    /// Runs all cases; those that fail go to the log they were read with.
    RuleCoverage run(PolicySet policies) {
        var tally = new RuleTally(book, settings);
        var runner = new TestRunner(policies, tally);
        cases.forEach(runner::run);
        return tally.coverage();
    }
}
