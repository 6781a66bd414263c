package io.sallyport.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.sallyport.document.Classification;
import io.sallyport.document.Document;

/// A candidate beside a bundle in force, for tests of other rooms. In force, anna of acme gets what is not held; the
/// candidate also withholds drafts, and shows what is held.
public final class ShadowBench implements AutoCloseable {

    private static final String MODELS_FILE = "30-models.yaml";
    private static final String DOCUMENTS_FILE = "20-rules.yaml";
    private static final String OWN = Given.rule("own", "allow", "document.tenant == subject.tenant");

    private final LiveBench bench;

    private ShadowBench(LiveBench bench) {
        this.bench = bench;
    }

    public static ShadowBench start(Path home) {
        Given.write(home.resolve("policies"), Map.of(MODELS_FILE, Given.MODELS, DOCUMENTS_FILE, Given.rules(
                "RetrievalPolicy", OWN, Given.rule("hold", "deny", "\"hold\" in document.tags"))));
        var bench = LiveBench.start(home);
        bench.tryOut(Map.of(
                LiveBench.REQUEST_FILE, LiveBench.request("anybody"),
                MODELS_FILE, Given.MODELS,
                DOCUMENTS_FILE, Given.rules("RetrievalPolicy", OWN, Given.rule("drafts", "deny",
                        "has(document.draft) && document.draft"))));
        return new ShadowBench(bench);
    }

    public ShadowPolicies shadow() {
        return bench.shadow;
    }

    public PolicySet live() {
        return bench.decisions.current();
    }

    public ShadowTrial.Summary summary() {
        return bench.shadow.state().trial().orElseThrow().summary();
    }

    public AccessRequest request() {
        return Given.request(Given.claims());
    }

    /// An internal document that the bundle in force shows and the candidate does not.
    public Document draft() {
        return Given.document(Map.of("draft", true));
    }

    public Classification internal() {
        return live().schema().classification("internal").orElseThrow();
    }

    /// The `PolicyShadowDiffered` entries of the audit log.
    public List<String> differences() {
        return bench.audit.entries().stream().filter(entry -> entry.kind().equals("PolicyShadowDiffered"))
                .map(io.sallyport.audit.AuditEntry::json).toList();
    }

    public io.sallyport.audit.TestAudit audit() {
        return bench.audit;
    }

    /// Takes the candidate away.
    public void takeAway() {
        try {
            org.springframework.util.FileSystemUtils.deleteRecursively(bench.candidate);
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        bench.settleCandidate();
    }

    @Override
    public void close() {
        bench.close();
    }
}
