package io.sallyport.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import io.sallyport.document.Acl;
import io.sallyport.document.Document;
import io.sallyport.document.Principal;
import io.sallyport.policy.RuleLanguage.Stage;

/// What decisions cost, each beside the way one would do it without preparing anything.
///
/// The rules are those of a real bundle in shape: tenant, clearance, compartments, tags, regions, embargoes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class PolicyBenchmark {

    private static final PolicySettings SETTINGS = PolicySettings.defaults();
    private static final String CLEARED = "document.tenant == subject.tenant && document.classification <= subject.clearance "
            + "&& document.tags.all(t, t in subject.roles)";
    private static final String IN_GROUPS = "sets.intersects(document.tags, subject.groups)";
    private static final String IN_GROUPS_ONE_BY_ONE = "subject.groups.exists(g, g in document.tags)";
    private static final List<String> DENIES = List.of(
            "\"tag-%d\" in document.tags && !(\"legal\" in subject.roles)",
            "\"tag-%d\" in document.tags && (!has(document.region) || document.region == \"eu\") && subject.region != \"eu\"",
            "has(document.until) && document.until > request.time && document.pages == %d",
            "\"tag-%d\" in document.tags && request.purpose != \"audit\"",
            "has(document.owner) && document.owner == \"owner-%d\" && subject.region != \"us\"");

    private final List<Document> hits = IntStream.range(0, 20).mapToObj(PolicyBenchmark::hit).toList();
    private final Map<String, byte[]> twoHundred = bundle(200);
    private final List<RuleText> hundredTexts = texts(100);
    private final RuleBook hundred = book(files(100));
    private final RuleBook fifty = book(files(50));
    private final RuleLanguage language = new RuleLanguage(fifty.vocabulary());
    private final Map<String, Object> known = known(fifty, request(3));
    private final Map<String, Object> variables = Variables.with(known, RuleLanguage.DOCUMENT,
            DocumentAttributes.of(hits.getFirst(), fifty.vocabulary().schema()).orElseThrow());
    private final Map<String, Object> variablesOfThousand = Variables.with(known(fifty, request(1_000)),
            RuleLanguage.DOCUMENT, Objects.requireNonNull(variables.get(RuleLanguage.DOCUMENT)));
    private final Expression rule = planned(CLEARED);
    private final Expression groups = planned(IN_GROUPS);
    private final Expression groupsOneByOne = planned(IN_GROUPS_ONE_BY_ONE);
    private final DocumentGate gateOfHundred = gate(hundred, request(3));
    private final DocumentGate gateOfHundredForThousand = gate(hundred, request(1_000));
    private final DocumentGate gateOfFifty = gate(fifty, request(3));

    /// Refuses to measure what does not do its work.
    @Setup
    public void check() {
        require(rule.outcome(variables) == Outcome.TRUE, "the rule allows the document");
        require(groups.outcome(variablesOfThousand) == Outcome.TRUE
                && groupsOneByOne.outcome(variablesOfThousand) == Outcome.TRUE,
                "one of the thousand groups is among the tags");
        require(hits.stream().allMatch(gateOfFifty::admits), "every hit is admitted, so every deny rule is evaluated");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("expected: " + what);
        }
    }

    // -- one rule on one document

    @Benchmark
    public Object ruleOnDocument() {
        return rule.outcome(variables);
    }

    /// Naive: parsed, checked and planned for each evaluation.
    @Benchmark
    public Object ruleOnDocumentNaive() {
        return planned(CLEARED).outcome(variables);
    }

    // -- the filter of a request

    @Benchmark
    public Object filterOf100Rules() throws FilterBudget.FilterTooLarge {
        return gateOfHundred.filter(new FilterBudget(SETTINGS.maxClauses(), SETTINGS.maxTerms()));
    }

    /// The same for a subject of a thousand groups, all of them in the ACL's part of the filter.
    @Benchmark
    public Object filterOf100RulesFor1000Groups() throws FilterBudget.FilterTooLarge {
        return gateOfHundredForThousand.filter(new FilterBudget(SETTINGS.maxClauses(), SETTINGS.maxTerms()));
    }

    /// Naive: translated for each request.
    @Benchmark
    public Object filterOf100RulesNaive() throws FilterBudget.FilterTooLarge {
        var compiled = new RuleCompiler(hundred.vocabulary()).documents(hundredTexts);
        return compiled.filter(new Bindings(known, new FilterBudget(SETTINGS.maxClauses(), SETTINGS.maxTerms())));
    }

    // -- the second gate

    @Benchmark
    public void recheckOf20HitsUnder50Rules(Blackhole out) {
        for (var hit : hits) {
            out.consume(gateOfFifty.admits(hit));
        }
    }

    /// Naive: every rule makes the document's attributes and all variables anew.
    @Benchmark
    public void recheckOf20HitsUnder50RulesNaive(Blackhole out) {
        for (var hit : hits) {
            for (var each : fifty.retrieval().rules()) {
                var attributes = DocumentAttributes.of(hit, fifty.vocabulary().schema()).orElseThrow();
                out.consume(each.rule()
                        .outcome(Variables.with(known(fifty, request(3)), RuleLanguage.DOCUMENT, attributes)));
            }
        }
    }

    // -- a thousand groups

    @Benchmark
    public Object thousandGroups() {
        return groups.outcome(variablesOfThousand);
    }

    /// Naive: one by one.
    @Benchmark
    public Object thousandGroupsNaive() {
        return groupsOneByOne.outcome(variablesOfThousand);
    }

    // -- loading

    /// With its tests: 40 cases on 20 documents each.
    @Benchmark
    public Object loadOf200Rules() {
        return new PolicyLoader(SETTINGS, Given.ENTITIES).load(PolicyFiles.of("benchmark", twoHundred));
    }

    /// Naive: each rule with a compiler of its own.
    @Benchmark
    public void loadOf200RulesNaive(Blackhole out) {
        for (var text : texts(200)) {
            out.consume(new RuleCompiler(fifty.vocabulary()).documents(List.of(text)));
        }
    }

    // -- what is measured on

    private Expression planned(String when) {
        return language.plan(language.check(Stage.DOCUMENT, text(when)).orElseThrow());
    }

    private static CelText text(String when) {
        return new CelText(when, new Problem("benchmark.yaml", 0, 1, "when", ""), new ProblemLog());
    }

    private static DocumentGate gate(RuleBook book, AccessRequest request) {
        return new DocumentGate(book, Principal.of(request.subject()), known(book, request));
    }

    private static Map<String, Object> known(RuleBook book, AccessRequest request) {
        try {
            var subject = SubjectAttributes.of(request.subject().claims(), book.vocabulary());
            return Variables.with(Variables.of(request, subject, book, SETTINGS),
                    Objects.requireNonNull(book.models().get(new ModelId("local"))));
        } catch (SubjectAttributes.MalformedClaim malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static RuleBook book(Map<String, String> files) {
        var log = new ProblemLog();
        var read = new BundleReader(Rulings.documents(files, log), new ObligationReader(Given.ENTITIES), log)
                .read("benchmark");
        log.throwIfAny();
        return read.orElseThrow();
    }

    private static List<RuleText> texts(int rules) {
        var log = new ProblemLog();
        var document = Rulings.documents(Map.of("20-retrieval.yaml", retrieval(rules)), log).getFirst();
        return RuleReader.read(document.file(),
                Objects.requireNonNull(document.spec().entries(List.of("rules")).get("rules")));
    }

    private static Map<String, String> files(int rules) {
        var files = new TreeMap<String, String>();
        files.put("00-vocabulary.yaml", Given.VOCABULARY.replace("roles, maxItems: 5 }",
                "roles, maxItems: 5 }\n    groups:    { type: list(string), claim: groups, maxItems: 1000 }"));
        files.put("10-request.yaml", Given.rules("RequestPolicy", Given.rule("anybody", "allow", "true")));
        files.put("20-retrieval.yaml", retrieval(rules));
        files.put("30-models.yaml", Given.MODELS);
        return files;
    }

    private static Map<String, byte[]> bundle(int rules) {
        var bundle = new TreeMap<String, byte[]>();
        files(rules).forEach((name, text) -> bundle.put(name, text.getBytes(UTF_8)));
        bundle.put("tests/cases.test.yaml", cases().getBytes(UTF_8));
        return bundle;
    }

    private static String cases() {
        String documents = IntStream.range(0, 20).mapToObj(number -> """
                    d%d: { tenant: acme, classification: internal, audience: [all], tags: [mna], region: eu, pages: %d }
                """.formatted(number, 1_000 + number)).collect(Collectors.joining());
        String all = IntStream.range(0, 20).mapToObj(number -> "d" + number).collect(Collectors.joining(", "));
        String cases = IntStream.range(0, 40).mapToObj(number -> """
                    - name: case %d
                      subject: anna
                      request: { purpose: everyday-work }
                      model: local
                      expect: { request: allow, documents: [%s] }
                """.formatted(number, all)).collect(Collectors.joining());
        return """
                apiVersion: sallyport/v1
                kind: PolicyTest
                metadata: { name: cases, owner: tests@sallyport.example }
                spec:
                  now: "2026-11-20T10:00:00Z"
                  subjects:
                    anna: { tenant: acme, clearance: confidential, roles: [staff, legal, mna], region: eu }
                  documents:
                %s  cases:
                %s""".formatted(documents, cases);
    }

    /// One in ten allows, the others deny.
    private static String retrieval(int rules) {
        var all = new ArrayList<String>();
        for (int number = 0; number < rules; number++) {
            all.add(number % 10 == 0
                    ? Given.rule("allow-" + number, "allow", CLEARED + " && document.pages != " + number)
                    : Given.rule("deny-" + number, "deny", DENIES.get(number % DENIES.size()).formatted(number)));
        }
        return Given.rules("RetrievalPolicy", all.toArray(String[]::new));
    }

    private static AccessRequest request(int groups) {
        var claims = new LinkedHashMap<>(Given.claims("groups",
                IntStream.range(0, groups).mapToObj(number -> "organisation-unit-" + number).toList()));
        claims.put("roles", List.of("staff", "legal", "mna", "organisation-unit-999"));
        return Given.request(claims);
    }

    private static Document hit(int number) {
        return Given.document("internal",
                Map.of("tags", List.of("mna", "organisation-unit-999"), "region", "eu", "owner",
                        "anna", "pages", 1_000L + number, "until", Given.NOW.minusSeconds(number)),
                new Acl(java.util.Set.of(Principal.EVERYONE), java.util.Set.of()));
    }
}
