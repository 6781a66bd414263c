package io.sallyport.policy;

import java.util.Optional;

/// Something about a rule that is certainly so and hardly meant. A finding never stops a bundle.
///
/// @param kind what was found
/// @param rule the rule it is about
/// @param by   the deny rule that shadows it; absent for other kinds
public record PolicyFinding(Kind kind, RuleReference rule, Optional<RuleReference> by) {

    /// What can be found.
    public enum Kind {
        /// No subject, request, model and document makes the rule true.
        NEVER_TRUE("is never true"),
        /// Every subject, request, model and document makes the rule true, though it does not just say `true`.
        ALWAYS_TRUE("is always true"),
        /// Wherever the allow rule is true, one deny rule denies.
        SHADOWED("allows nothing: wherever it is true the request or document is denied by"),
        /// The deny rule is true, or errs, for every subject, request, model and document.
        DENIES_ALL("denies everything");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// For messages.
        public String words() {
            return words;
        }
    }

    /// `file#rule: what was found`.
    @Override
    public String toString() {
        return "%s: %s%s".formatted(rule, kind.words, by.map(other -> " " + other).orElse(""));
    }
}
