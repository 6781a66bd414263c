package io.sallyport.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    private static Optional<Object> typed(Object claim, SubjectField field, Schema schema) {
        return convert(claim, field, schema).filter(field.type()::accepts);
    }

    private static Optional<Object> convert(Object claim, SubjectField field, Schema schema) {
        return switch (field.type()) {
            case STRING, BOOL -> Optional.of(claim);
            case LEVEL -> claim instanceof String name
                    ? schema.classification(name).map(level -> (long) level.rank())
                    : Optional.empty();
            case INT -> whole(claim).map(whole -> whole);
            case DOUBLE -> real(claim).map(real -> real);
            case TIMESTAMP -> instant(claim).map(instant -> instant.truncatedTo(ChronoUnit.MILLIS));
            case STRING_LIST -> claim instanceof Collection<?> items && items.size() <= field.maxItems()
                    ? Optional.of(items.stream().distinct().toList())
                    : Optional.empty();
        };
    }

    private static Optional<Long> whole(Object claim) {
        return switch (claim) {
            case Long whole -> Optional.of(whole);
            case Integer whole -> Optional.of(whole.longValue());
            default -> Optional.empty();
        };
    }

    /// JSON writes a double without a fraction as a whole number; adding zero turns negative zero into zero.
    private static Optional<Double> real(Object claim) {
        return switch (claim) {
            case Double real -> Optional.of(real + 0.0);
            case Float real -> Optional.of(real.doubleValue() + 0.0);
            default -> whole(claim).map(Long::doubleValue);
        };
    }

    /// An instant, text of RFC 3339, or a NumericDate of RFC 7519: seconds since 1970.
    private static Optional<Instant> instant(Object claim) {
        try {
            return switch (claim) {
                case Instant instant -> Optional.of(instant);
                case String text -> Optional.of(Instant.parse(text));
                default -> whole(claim).map(Instant::ofEpochSecond);
            };
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
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
