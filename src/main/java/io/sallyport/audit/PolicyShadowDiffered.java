package io.sallyport.audit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Policies that are tried beside those in force would have decided a request otherwise. Nothing of it took effect.
///
/// @param request     the request; its own entries tell what was done
/// @param tenant      tenant of its subject
/// @param subject     who asked
/// @param revision    the bundle in force, which decided
/// @param candidate   the bundle that was tried
/// @param allowed     whether the request was
/// @param wouldAllow  whether the candidate would
/// @param rules       `file#rule` behind that difference; the first, at most 16
/// @param hidden      documents found that the candidate would not show; the first, at most 50
/// @param hiddenCount how many there are
/// @param obligations `file#rule` that would oblige to something else; the first, at most 16
/// @param gained      how many documents the request could newly find; absent when not counted
public record PolicyShadowDiffered(RequestId request, String tenant, SubjectReference subject, String revision,
        String candidate, boolean allowed, boolean wouldAllow, List<String> rules, List<Hidden> hidden, int hiddenCount,
        List<String> obligations, OptionalLong gained) implements OperationalEvent {

    /// The most rules of a list.
    public static final int RULES = 16;

    /// The most documents that are listed.
    public static final int HIDDEN = 50;

    /// A document that would not be shown.
    ///
    /// @param document `collection/id`
    /// @param rule     `file#rule` that withholds it; absent when no rule allows it
    public record Hidden(String document, Optional<String> rule) {

        public Hidden {
            Require.name(document, "document");
            rule.ifPresent(name -> Require.name(name, "rule"));
        }
    }

    public PolicyShadowDiffered {
        Require.name(tenant, "tenant");
        Require.name(revision, "revision");
        Require.name(candidate, "candidate");
        rules = Require.atMost(RULES, rules, "rules");
        hidden = Require.atMost(HIDDEN, hidden, "hidden");
        Require.notNegative(hiddenCount, "hiddenCount");
        obligations = Require.atMost(RULES, obligations, "obligations");
        gained.ifPresent(count -> Require.notNegative(count, "gained"));
    }
}
