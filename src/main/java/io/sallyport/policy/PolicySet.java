package io.sallyport.policy;

import java.util.List;
import java.util.Map;

import io.sallyport.audit.FileDigest;
import io.sallyport.document.Schema;

/// A loaded policy bundle: immutable, and safe to use from any thread. Everything is compiled and translated when it is
/// loaded; a request only evaluates.
public final class PolicySet {

    private final PolicyRevision revision;
    private final List<FileDigest> files;
    private final RuleBook book;
    private final PolicySettings settings;
    private final List<DeclaredModel> models;

    PolicySet(PolicyRevision revision, List<FileDigest> files, RuleBook book, PolicySettings settings) {
        this.revision = revision;
        this.files = List.copyOf(files);
        this.book = book;
        this.settings = settings;
        this.models = book.models()
                .entrySet()
                .stream()
                .filter(entry -> !entry.getKey().equals(ModelId.CALLER))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
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
}
