package io.sallyport.policy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.sallyport.document.FieldType;
import io.sallyport.document.Schema;
import io.sallyport.identity.Claims;

/// Types claims as the vocabulary says. A missing claim stays absent, so that a rule that reads it errs; a claim of
/// another type rejects the request, because rules compare values of different types as merely unequal.
final class SubjectAttributes {

    private SubjectAttributes() {}

    /// `subject` as rules see it.
    ///
    /// @throws MalformedClaim for the first claim that is not of its type
    static Map<String, Object> of(Claims claims, Vocabulary vocabulary) throws MalformedClaim {
        var values = new LinkedHashMap<String, Object>();
        for (var field : vocabulary.subject()) {
            var claim = claims.find(field.claim());
            if (claim.isPresent()) {
                values.put(
                        field.name(),
                        typed(claim.get(), field, vocabulary.schema()).orElseThrow(() -> new MalformedClaim(field)));
            }
        }
        return values;
    }

    /// The claim as rules take it; absent when it is not of the field's type.
    static Optional<Object> typed(Object claim, SubjectField field, Schema schema) {
        return claim instanceof Collection<?> items && items.size() > field.maxItems()
                ? Optional.empty()
                : TypedValue.of(claim, field.type(), schema);
    }

    /// A claim is not of the type its vocabulary field has. The message names the claim, never its value.
    static final class MalformedClaim extends Exception {

        private static final long serialVersionUID = 1;

        private final String reason;

        MalformedClaim(SubjectField field) {
            this(
                    field.type() == FieldType.STRING_LIST
                            ? "The access token's claim '%s' is not a list of at most %,d texts."
                                    .formatted(field.claim(), field.maxItems())
                            : "The access token's claim '%s' is not of type %s."
                                    .formatted(field.claim(), field.type().vocabularyName()));
        }

        private MalformedClaim(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
