package io.sallyport.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.sallyport.audit.FileDigest;
import io.sallyport.audit.PolicyInput;
import io.sallyport.document.Document;
import io.sallyport.document.Schema;

/// A loaded policy bundle: immutable, and safe to use from any thread. Everything is compiled and translated when it is
/// loaded; a request only evaluates.
public final class PolicySet {

    private final PolicyRevision revision;
    private final List<FileDigest> files;
    private final RuleBook book;
    private final PolicySettings settings;
    private final List<DeclaredModel> models;
    private final RuleCoverage coverage;
    private final List<AccessRequest> samples;

    PolicySet(PolicyRevision revision, List<FileDigest> files, RuleBook book, PolicySettings settings) {
        this(revision, files, book, settings, new RuleTally(book, settings).coverage(), List.of());
    }

    private PolicySet(
            PolicyRevision revision,
            List<FileDigest> files,
            RuleBook book,
            PolicySettings settings,
            RuleCoverage coverage,
            List<AccessRequest> samples) {
        this.revision = revision;
        this.files = List.copyOf(files);
        this.book = book;
        this.settings = settings;
        this.coverage = coverage;
        this.samples = List.copyOf(samples);
        this.models = book.models()
                .entrySet()
                .stream()
                .filter(entry -> !entry.getKey().equals(ModelId.CALLER))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    /// The same bundle with what its tests ask and what they say about its rules.
    PolicySet tested(RuleCoverage byTests, List<AccessRequest> asked) {
        return new PolicySet(revision, files, book, settings, byTests, asked);
    }

    /// What the cases of its own tests ask, each once.
    public List<AccessRequest> samples() {
        return samples;
    }

    /// How far the tests beside the rules reach.
    public RuleCoverage coverage() {
        return coverage;
    }

    /// What the bundle was loaded from.
    public PolicyRevision revision() {
        return revision;
    }

    /// Path and SHA-256 of each of its files.
    public List<FileDigest> files() {
        return files;
    }

    /// Levels and document fields of its vocabulary.
    public Schema schema() {
        return book.vocabulary().schema();
    }

    /// Every declared model except [ModelId#CALLER], by name. Whether a subject may use one only [#decide] tells.
    public List<DeclaredModel> models() {
        return models;
    }

    RuleBook book() {
        return book;
    }

    PolicySettings settings() {
        return settings;
    }

    /// Decides on a request. Denies beat allows, silence denies, errors deny; never throws for what a caller sends.
    public Decision decide(AccessRequest request) {
        return RequestDecision.decide(revision, book, settings, request);
    }

    /// What [#decide] sees of a request, to be recorded with the decision so that it can be computed again.
    public PolicyInput input(AccessRequest request) {
        return PolicyInputs.of(request, book.vocabulary());
    }

    /// Subjects and documents to ask about that need not exist.
    public WhatIf whatIf() {
        return new WhatIf(book.vocabulary(), settings);
    }

    /// Says why a request is decided as it is. For policy admins: it tells values of claims.
    public Explanation explain(AccessRequest request) {
        return explain(request, Optional.empty());
    }

    /// Says why a request is decided as it is, and why it would get that document or not.
    public Explanation explain(AccessRequest request, Document document) {
        return explain(request, Optional.of(document));
    }

    private Explanation explain(AccessRequest request, Optional<Document> document) {
        return new Explainer(book, settings, request).explain(decide(request), document);
    }
}
