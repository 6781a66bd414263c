package io.sallyport.api.policies;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.sallyport.policy.RuleReference;
import io.sallyport.policy.ShadowDifference.Kind;
import io.sallyport.policy.ShadowPolicies;
import io.sallyport.policy.ShadowTrial;

/// Shadow mode as JSON: how many requests a candidate would have decided otherwise, and by which rules. It tells no request
/// and no document; these are in the audit log.
final class ShadowBody {

    private ShadowBody() {}

    static Map<String, Object> of(ShadowPolicies.State state) {
        var json = new LinkedHashMap<String, Object>();
        state.trial().ifPresent(trial -> json.putAll(trial(trial)));
        state.rejected().ifPresent(rejection -> json.put("rejected", PolicyBodies.rejected(rejection)));
        return json;
    }

    private static Map<String, Object> trial(ShadowTrial trial) {
        var summary = trial.summary();
        var json = new LinkedHashMap<String, Object>();
        json.put("revision", trial.revision().value());
        json.put("against", trial.against().value());
        json.put("since", trial.since().toString());
        json.put("requests", summary.requests());
        json.put("differing", summary.differing());
        for (var kind : Kind.values()) {
            json.put(name(kind), summary.kinds().getOrDefault(kind, 0L));
        }
        json.put("counted", summary.counted());
        json.put("rules", rules(summary.rules()));
        json.put("dropped", summary.dropped());
        json.put("failed", summary.failed());
        json.put("unrecorded", summary.unrecorded());
        return json;
    }

    private static List<Map<String, Object>> rules(List<ShadowTrial.RuleCount> rules) {
        return rules.stream().map(each -> {
            var json = new LinkedHashMap<String, Object>();
            json.put("difference", name(each.kind()));
            each.rule().map(RuleReference::toString).ifPresent(rule -> json.put("rule", rule));
            json.put("requests", each.requests());
            return (Map<String, Object>) json;
        }).toList();
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
