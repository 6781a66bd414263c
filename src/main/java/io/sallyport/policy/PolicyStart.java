package io.sallyport.policy;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sallyport.audit.AuditLog;
import io.sallyport.audit.PolicyPublished;
import io.sallyport.audit.PolicyRejected;
import io.sallyport.document.HeldSchema;

/// The bundle of the start: that of the policy folder, else the last good one. Without either there is no start.
///
/// @param bundle       the bundle in force
/// @param files        what it was loaded from
/// @param publication  as it is recorded
/// @param rejected     what the folder holds, if that does not load and the last good bundle is in force
record PolicyStart(PolicySet bundle, PolicyFiles files, Publication publication, Optional<Rejection> rejected) {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyStart.class);

    /// Loads and records it. A bundle that loads but does not fit what is stored gives way to a last good one; without that
    /// the index refuses the start.
    ///
    /// @throws PoliciesNotLoaded when neither loads
    static PolicyStart of(
            PolicySettings settings,
            PolicyLoader loader,
            LastGood lastGood,
            HeldSchema held,
            AuditLog log,
            Clock clock) {
        var kept = lastGood.files();
        var found = PolicyFolder.settled(settings.folder());
        try {
            var bundle = loader.load(found);
            if (kept.isPresent() && !kept.get().sameAs(found)) {
                requireFit(held.differences(bundle.schema()), found);
            }
            return publish(bundle, found, kept, Optional.empty(), log, clock);
        } catch (PolicyProblems problems) {
            var files = kept.orElseThrow(() -> new PoliciesNotLoaded(settings.directory(), problems));
            var bundle = lastGood(files, loader, settings, problems);
            var rejection = new Rejection(found, clock.instant(), problems.problems());
            log.append(new PolicyRejected(
                    found.revision().value(), Comparison.recordable(found.digests()),
                    Comparison.of(kept, found), problems.problems().size(), Comparison.recordable(problems),
                    Optional.empty()));
            LOG.error("The policies in '{}' do not load; starting with the last good bundle {}. Problems:\n{}",
                    settings.directory(), files.revision(), problems.getMessage());
            return publish(bundle, files, kept, Optional.of(rejection), log, clock);
        }
    }

    private static void requireFit(List<String> differences, PolicyFiles files) {
        if (!differences.isEmpty()) {
            throw new PolicyProblems(differences.stream()
                    .map(difference -> new Problem(
                            files.place(), 0, 0, "", "the vocabulary does not fit the index: " + difference))
                    .toList());
        }
    }

    /// The problems that matter are those of the folder, also when the kept bundle no longer loads.
    private static PolicySet lastGood(
            PolicyFiles files, PolicyLoader loader, PolicySettings settings, PolicyProblems problems) {
        try {
            return loader.load(files);
        } catch (PolicyProblems outdated) {
            LOG.error("the last good bundle does not load either: {}", outdated.getMessage());
            throw new PoliciesNotLoaded(settings.directory(), problems);
        }
    }

    private static PolicyStart publish(
            PolicySet bundle,
            PolicyFiles files,
            Optional<PolicyFiles> before,
            Optional<Rejection> rejected,
            AuditLog log,
            Clock clock) {
        var difference = Comparison.of(before, files);
        log.append(new PolicyPublished(
                bundle.revision().value(), Comparison.recordable(files.digests()), difference, Optional.empty()));
        var publication = new Publication(bundle.revision(), clock.instant(), Optional.empty(), difference);
        return new PolicyStart(bundle, files, publication, rejected);
    }
}
