package io.sallyport.policy;

import java.io.Serial;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.sallyport.audit.AttributeValue;
import io.sallyport.audit.PolicyInput;
import io.sallyport.identity.Claims;
import io.sallyport.identity.ClientId;
import io.sallyport.identity.Group;
import io.sallyport.identity.Role;
import io.sallyport.identity.SignIn;
import io.sallyport.identity.Subject;
import io.sallyport.identity.SubjectId;
import io.sallyport.identity.Tenant;

/// Makes requests again of what was recorded of them, for two bundles to decide. Nothing is guessed: every claim that
/// either bundle would read must have been read when the request was recorded, as of the same type. One that was read and
/// not there is missing again.
public final class RecordedRequests {

    private static final String ISSUER = "urn:sallyport:recorded";

    private final Vocabulary live;
    private final Vocabulary candidate;

    /// @param live      the bundle in force, which has to know every attribute that a subject had
    /// @param candidate the other one
    public RecordedRequests(PolicySet live, PolicySet candidate) {
        this.live = live.book().vocabulary();
        this.candidate = candidate.book().vocabulary();
    }

    /// The request as it was, at its time.
    ///
    /// @param recorded what policy saw; empty when that cannot be read any more
    /// @param tenant   tenant of the subject
    /// @throws NotReplayable when it cannot be made again without guessing
    public AccessRequest request(Optional<PolicyInput> recorded, Tenant tenant) {
        var input = recorded.orElseThrow(() -> new NotReplayable("what policy saw cannot be read any more"));
        input.malformed().stream().findFirst().ifPresent(name -> {
            throw new NotReplayable("subject.%s was not of its type, and is not recorded".formatted(name));
        });
        requireRecorded(live, input, "the policies in force");
        requireRecorded(candidate, input, "the candidate");
        requireKnown(input);
        try {
            return whole(input, tenant);
        } catch (IllegalArgumentException | DateTimeException impossible) {
            throw new NotReplayable("the record is not complete");
        }
    }

    private static void requireRecorded(Vocabulary vocabulary, PolicyInput input, String whose) {
        var recorded = Set.copyOf(input.fields().values());
        vocabulary.subject().stream().filter(field -> !recorded.contains(PolicyInputs.field(field))).findFirst()
                .ifPresent(field -> {
                    throw new NotReplayable("subject.%s of %s is not recorded, or not as %s".formatted(
                            field.name(), whose, field.type().vocabularyName()));
                });
    }

    private void requireKnown(PolicyInput input) {
        var known = live.subject().stream().map(PolicyInputs::field).collect(Collectors.toSet());
        input.subject().keySet().stream()
                .filter(name -> Optional.ofNullable(input.fields().get(name)).filter(known::contains).isEmpty())
                .findFirst()
                .ifPresent(name -> {
                    throw new NotReplayable(
                            "subject.%s is not in the policies in force, or of another type".formatted(name));
                });
    }

    private static AccessRequest whole(PolicyInput input, Tenant tenant) {
        return new AccessRequest(
                subject(input, tenant),
                new Purpose(text(input, RequestField.PURPOSE)),
                new Channel(text(input, RequestField.CHANNEL)),
                new ModelId(input.model()),
                Instant.parse(text(input, RequestField.TIME)),
                asked(input, RequestField.BREAK_GLASS, Boolean.class));
    }

    private static Subject subject(PolicyInput input, Tenant tenant) {
        var principal = input.principal();
        return new Subject(
                ISSUER,
                new SubjectId(principal.id()),
                tenant,
                new ClientId(text(input, RequestField.CLIENT_ID)),
                names(principal.groups(), Group::new),
                names(principal.roles(), Role::new),
                Optional.empty(),
                new SignIn(List.of(), false),
                new Claims(claims(input)));
    }

    private static Map<String, Object> claims(PolicyInput input) {
        var claims = new LinkedHashMap<String, Object>();
        input.subject().forEach((name, value) -> Optional.ofNullable(input.fields().get(name))
                .ifPresent(field -> claims.merge(field.claim(), value.plain(), RecordedRequests::same)));
        return claims;
    }

    /// Attributes of one claim have one value, unless their types show it differently.
    private static Object same(Object one, Object other) {
        if (!one.equals(other)) {
            throw new IllegalArgumentException("one claim has two values");
        }
        return one;
    }

    private static <T> Set<T> names(List<String> names, Function<String, T> kind) {
        return names.stream().map(kind).collect(Collectors.toUnmodifiableSet());
    }

    private static String text(PolicyInput input, RequestField field) {
        return asked(input, field, String.class);
    }

    private static <T> T asked(PolicyInput input, RequestField field, Class<T> type) {
        return Optional.ofNullable(input.request().get(field.fieldName()))
                .map(AttributeValue::plain)
                .filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> new IllegalArgumentException(field.fieldName() + " is missing"));
    }

    /// A recorded request cannot be made again. The message tells names of attributes, no value.
    public static final class NotReplayable extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1;

        private final String reason;

        NotReplayable(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        /// What keeps it from being decided again.
        public String reason() {
            return reason;
        }
    }
}
