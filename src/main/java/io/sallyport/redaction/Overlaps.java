package io.sallyport.redaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Makes one list of disjoint findings of what several detectors and rows report.
///
/// Findings to treat that overlap become their union, under the type of the longest that the plan changes (of equally
/// long ones the first in order of precedence), with the strictest treatment among them. If the plan changes none, the
/// longest names the union. A possible finding gives way to any other.
final class Overlaps {

    private final List<EntityType> precedence;
    private final RedactionPlan plan;

    Overlaps(List<EntityType> precedence, RedactionPlan plan) {
        this.precedence = precedence;
        this.plan = plan;
    }

    /// A finding and what changes its text, if anything does.
    record Treated(Finding finding, Optional<Treatment> treatment) {}

    /// By offset, disjoint.
    List<Treated> merge(List<Finding> findings) {
        if (findings.isEmpty()) {
            return List.of();
        }
        var merged = new ArrayList<Treated>();
        union(findings.stream().filter(finding -> finding.confidence().isTreated()).toList(), merged);
        findings.stream().filter(finding -> !finding.confidence().isTreated()).sorted(order()).forEach(finding -> {
            if (merged.stream().noneMatch(other -> other.finding().overlaps(finding))) {
                merged.add(new Treated(finding, Optional.empty()));
            }
        });
        merged.sort(Comparator.comparingInt(treated -> treated.finding().start()));
        return merged;
    }

    private void union(List<Finding> findings, List<Treated> merged) {
        var group = new ArrayList<Finding>();
        int end = 0;
        for (Finding finding : findings.stream().sorted(Comparator.comparingInt(Finding::start)).toList()) {
            if (!group.isEmpty() && finding.start() >= end) {
                merged.add(one(group));
                group.clear();
            }
            end = group.isEmpty() ? finding.end() : Math.max(end, finding.end());
            group.add(finding);
        }
        if (!group.isEmpty()) {
            merged.add(one(group));
        }
    }

    private Treated one(List<Finding> group) {
        Finding name = group.stream().filter(finding -> plan.changing(finding.type()).isPresent()).min(order())
                .orElseGet(() -> group.stream().min(order()).orElseThrow());
        Optional<Treatment> treatment = group.stream().flatMap(finding -> plan.changing(finding.type()).stream())
                .reduce(Treatment::stricter);
        int start = group.stream().mapToInt(Finding::start).min().orElseThrow();
        int end = group.stream().mapToInt(Finding::end).max().orElseThrow();
        return new Treated(new Finding(name.type(), start, end, name.confidence(), name.detector()), treatment);
    }

    private Comparator<Finding> order() {
        return Comparator.comparingInt(Finding::length).reversed()
                .thenComparingInt(finding -> precedence.indexOf(finding.type())).thenComparingInt(Finding::start);
    }
}
