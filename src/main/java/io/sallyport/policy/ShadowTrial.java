package io.sallyport.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import io.sallyport.document.Classification;
import io.sallyport.document.Document;
import io.sallyport.policy.ShadowDifference.Kind;

/// One candidate beside one bundle in force, and what became of it so far. Counts requests, never what they asked.
public final class ShadowTrial {

    private final PolicySet candidate;
    private final PolicyRevision against;
    private final Instant since;
    private final ShadowMeters meters;
    private final LongAdder requests = new LongAdder();
    private final LongAdder differing = new LongAdder();
    private final LongAdder counted = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder unrecorded = new LongAdder();
    private final Map<Culprit, LongAdder> culprits = new ConcurrentHashMap<>();
    private final Map<Kind, LongAdder> kinds = new EnumMap<>(Kind.class);

    private record Culprit(Kind kind, Optional<RuleReference> rule) {}

    /// How many requests would have been decided otherwise because of a rule.
    ///
    /// @param rule absent when no rule allows
    public record RuleCount(Kind kind, Optional<RuleReference> rule, long requests) {}

    /// What is known so far.
    ///
    /// @param requests   compared
    /// @param differing  those of them with a difference
    /// @param kinds      how many requests differ in that way
    /// @param rules      the same by rule, the most frequent first
    /// @param counted    for how many the documents were counted that could newly be found
    /// @param dropped    not compared, because too many waited
    /// @param failed     not compared, or not counted, because of a fault
    /// @param unrecorded compared and different, but without an entry in the audit log
    public record Summary(
            long requests,
            long differing,
            Map<Kind, Long> kinds,
            List<RuleCount> rules,
            long counted,
            long dropped,
            long failed,
            long unrecorded) {

        public Summary {
            kinds = Map.copyOf(kinds);
            rules = List.copyOf(rules);
        }
    }

    ShadowTrial(PolicySet candidate, PolicyRevision against, Instant since, ShadowMeters meters) {
        this.candidate = candidate;
        this.against = against;
        this.since = since;
        this.meters = meters;
        for (var kind : Kind.values()) {
            kinds.put(kind, new LongAdder());
        }
    }

    /// The same candidate beside another bundle.
    ShadowTrial against(PolicyRevision other, Instant at) {
        return new ShadowTrial(candidate, other, at, meters);
    }

    /// The candidate.
    public PolicyRevision revision() {
        return candidate.revision();
    }

    /// The bundle in force beside which it decides.
    public PolicyRevision against() {
        return against;
    }

    /// When this began.
    public Instant since() {
        return since;
    }

    /// What the candidate would have decided otherwise; it decides on the same request, instant and documents.
    ///
    /// @param live      the bundle in force
    /// @param decision  its decision, with the obligations at `level` once that is known
    /// @param level     the highest classification found; absent when no document was looked for
    /// @param documents found, and admitted by the decision
    public ShadowDifference compare(
            PolicySet live,
            AccessRequest request,
            Decision decision,
            Optional<Classification> level,
            List<Document> documents) {
        return ShadowDifference.of(live, candidate, request, decision, level, documents);
    }

    /// A request was compared.
    public void compared(ShadowDifference difference) {
        requests.increment();
        if (difference.gained().isPresent()) {
            counted.increment();
        }
        var found = difference.kinds();
        if (!found.isEmpty()) {
            differing.increment();
        }
        found.forEach(kind -> Optional.ofNullable(kinds.get(kind)).ifPresent(LongAdder::increment));
        culprits(difference).forEach(each -> culprits.computeIfAbsent(each, fresh -> new LongAdder()).increment());
        meters.compared(found);
    }

    private static HashSet<Culprit> culprits(ShadowDifference difference) {
        var found = new HashSet<Culprit>();
        difference.decision().ifPresent(kind -> {
            if (difference.rules().isEmpty()) {
                found.add(new Culprit(kind, Optional.empty()));
            }
            difference.rules().forEach(rule -> found.add(new Culprit(kind, Optional.of(rule))));
        });
        difference.hidden().forEach(hidden -> found.add(new Culprit(Kind.HIDDEN, hidden.rule())));
        difference.obligations().forEach(rule -> found.add(new Culprit(Kind.OBLIGATIONS, Optional.of(rule))));
        return found;
    }

    /// A request could not be compared, because too many waited.
    public void drop() {
        dropped.increment();
        meters.dropped();
    }

    /// Comparing or counting failed.
    ///
    /// @return whether it is the first time
    public boolean fail() {
        failed.increment();
        meters.failed();
        return failed.sum() == 1;
    }

    /// A difference could not be recorded.
    public void unrecorded() {
        unrecorded.increment();
        meters.unrecorded();
    }

    /// What is known so far.
    public Summary summary() {
        var byKind = new EnumMap<Kind, Long>(Kind.class);
        kinds.forEach((kind, sum) -> byKind.put(kind, sum.sum()));
        var rules = new ArrayList<RuleCount>();
        culprits.forEach((culprit, sum) -> rules.add(new RuleCount(culprit.kind(), culprit.rule(), sum.sum())));
        rules.sort(Comparator.comparingLong(RuleCount::requests).reversed()
                .thenComparing(RuleCount::kind)
                .thenComparing(each -> each.rule().map(RuleReference::toString).orElse("")));
        return new Summary(requests.sum(), differing.sum(), byKind, rules, counted.sum(), dropped.sum(), failed.sum(),
                unrecorded.sum());
    }
}
