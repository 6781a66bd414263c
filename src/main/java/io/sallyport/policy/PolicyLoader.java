package io.sallyport.policy;

import java.nio.file.Path;

import io.sallyport.redaction.Redactor;

/// Loads a policy folder into a [PolicySet], or finds everything that is wrong with it.
public final class PolicyLoader {

    private final PolicySettings settings;
    private final EntityNames entities;

    /// @param redactor tells which entity types rules may oblige to redact
    public PolicyLoader(PolicySettings settings, Redactor redactor) {
        this(settings, EntityNames.of(redactor));
    }

    PolicyLoader(PolicySettings settings, EntityNames entities) {
        this.settings = settings;
        this.entities = entities;
    }

    /// The bundle of the folder, whose own tests hold.
    ///
    /// @throws PolicyProblems with all problems at once; a bundle with a problem is never used
    public PolicySet load(Path directory) {
        return load(PolicyFiles.in(directory));
    }

    /// The bundle of these files.
    ///
    /// @throws PolicyProblems with all problems at once; a bundle with a problem is never used
    public PolicySet load(PolicyFiles files) {
        var log = new ProblemLog();
        var documents = files.texts(log)
                .stream()
                .flatMap(file -> YamlFile.parse(file, log).stream())
                .flatMap(root -> PolicyDocument.read(root).stream())
                .toList();
        var book = new BundleReader(documents, new ObligationReader(entities), log).read(files.place());
        var tests = book.map(rules -> OwnTestRun.read(documents, rules, entities, settings, log));
        log.throwIfAny();
        var policies = new PolicySet(files.revision(), files.digests(), book.orElseThrow(), settings);
        var coverage = tests.orElseThrow().run(policies);
        log.throwIfAny();
        return policies.tested(coverage, tests.orElseThrow().requests());
    }
}
