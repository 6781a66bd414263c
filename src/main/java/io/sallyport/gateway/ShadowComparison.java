package io.sallyport.gateway;

import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sallyport.audit.AuditLog;
import io.sallyport.audit.PolicyShadowDiffered;
import io.sallyport.audit.RequestId;
import io.sallyport.document.AccessFilter;
import io.sallyport.policy.Decision;
import io.sallyport.policy.Permit;
import io.sallyport.policy.RuleReference;
import io.sallyport.policy.ShadowDifference;
import io.sallyport.policy.ShadowTrial;
import io.sallyport.retrieval.Census;

/// Compares one request and records what would differ. Documents that could newly be found are only counted, and only as
/// often as [ShadowCounts] lets it: searching again for each request would double the work of the index, and none of them
/// may be read before it is allowed. Faults are counted and go nowhere else.
final class ShadowComparison {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowComparison.class);

    private final Census census;
    private final AuditLog log;
    private final ShadowCounts counts;

    ShadowComparison(Census census, AuditLog log, ShadowCounts counts) {
        this.census = census;
        this.log = log;
        this.counts = counts;
    }

    void compare(ShadowTrial trial, Shadow.Seen seen) {
        carefully(trial, () -> {
            var difference = trial.compare(
                    seen.live(), seen.request(), seen.decision(), seen.level(), seen.documents());
            if (mayGain(seen.decision(), difference.candidate()) && counts.begin()) {
                Thread.ofVirtual().name("sallyport-shadow-count").start(() -> count(trial, seen, difference));
            } else {
                record(trial, seen, difference);
            }
        });
    }

    private static void carefully(ShadowTrial trial, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError fault) {
            if (trial.fail()) {
                LOG.error("comparing candidate {} failed, which changes no request: {}", trial.revision(),
                        fault.getClass().getName());
            }
        }
    }

    private static boolean mayGain(Decision live, Decision candidate) {
        var filter = PolicyImpact.reach(candidate).filter();
        return !filter.equals(AccessFilter.NONE) && !filter.equals(PolicyImpact.reach(live).filter());
    }

    private void count(ShadowTrial trial, Shadow.Seen seen, ShadowDifference difference) {
        carefully(trial, () -> record(trial, seen, counted(trial, seen, difference)));
    }

    /// With the count, as of the last refresh of the index, or without it if that fails.
    private ShadowDifference counted(ShadowTrial trial, Shadow.Seen seen, ShadowDifference difference) {
        try {
            var now = PolicyImpact.reach(seen.decision());
            var then = PolicyImpact.reach(difference.candidate());
            return difference.withGained(
                    census.difference(seen.collections(), Optional.empty(), then, now).count());
        } catch (RuntimeException unavailable) {
            trial.fail();
            return difference;
        } finally {
            counts.end();
        }
    }

    private void record(ShadowTrial trial, Shadow.Seen seen, ShadowDifference difference) {
        if (!difference.kinds().isEmpty()) {
            var _ = log.enqueue(event(trial, seen, difference)).whenComplete((recorded, fault) -> {
                if (fault != null) {
                    trial.unrecorded();
                }
            });
        }
        trial.compared(difference);
    }

    private PolicyShadowDiffered event(ShadowTrial trial, Shadow.Seen seen, ShadowDifference difference) {
        var subject = seen.asker().subject();
        return new PolicyShadowDiffered(
                new RequestId(seen.asker().requestId()),
                subject.tenant().value(),
                log.reference(Asker.identity(subject)),
                seen.live().revision().value(),
                trial.revision().value(),
                seen.decision() instanceof Permit,
                difference.candidate() instanceof Permit,
                names(difference.rules()),
                difference.hidden().stream().limit(PolicyShadowDiffered.HIDDEN).map(ShadowComparison::hidden).toList(),
                difference.hidden().size(),
                names(difference.obligations()),
                difference.gained());
    }

    private static List<String> names(List<RuleReference> rules) {
        return rules.stream().limit(PolicyShadowDiffered.RULES).map(RuleReference::toString).toList();
    }

    private static PolicyShadowDiffered.Hidden hidden(ShadowDifference.Hidden hidden) {
        return new PolicyShadowDiffered.Hidden(
                hidden.document().toString(), hidden.rule().map(RuleReference::toString));
    }
}
