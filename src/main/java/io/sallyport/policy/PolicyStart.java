package io.sallyport.policy;

import java.time.Clock;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sallyport.audit.AuditLog;
import io.sallyport.audit.PolicyPublished;
import io.sallyport.audit.PolicyRejected;

/// The bundle of the start: that of the policy folder, else the last good one. Without either there is no start.
///
/// @param bundle       the bundle in force
/// @param files        what it was loaded from
/// @param publication  as it is recorded
/// @param rejected     what the folder holds, if that does not load and the last good bundle is in force
record PolicyStart(PolicySet bundle, PolicyFiles files, Publication publication, Optional<Rejection> rejected) {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyStart.class);

    /// Loads and records it.
    ///
    /// @throws PoliciesNotLoaded when neither loads
    static PolicyStart of(
            PolicySettings settings, PolicyLoader loader, LastGood lastGood, AuditLog log, Clock clock) {
        var kept = lastGood.files();
        var found = PolicyFolder.settled(settings.folder());
        try {
            return publish(loader.load(found), found, kept, Optional.empty(), log, clock);
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
