package io.sallyport.policy;

import java.io.Serial;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.sallyport.document.Acl;
import io.sallyport.document.Document;
import io.sallyport.document.FieldType;
import io.sallyport.identity.ClientId;
import io.sallyport.identity.Subject;

/// Subjects, documents and times that need not exist, in the words of a bundle's vocabulary, to ask what would be decided.
/// What is not said of them is missing, as a claim or an attribute can be missing.
public final class WhatIf {

    private static final String SOMEBODY = "somebody";
    private static final String SOMETHING = "something";

    private final Vocabulary vocabulary;
    private final PolicySettings settings;
    private final Supposed supposed;

    WhatIf(Vocabulary vocabulary, PolicySettings settings) {
        this.vocabulary = vocabulary;
        this.settings = settings;
        this.supposed = new Supposed(vocabulary);
    }

    /// A subject of these attributes. For ACLs it is what `id`, `groups` and `roles` say, also where the vocabulary does not
    /// know `groups` or `roles`.
    ///
    /// @param attributes by the vocabulary's names as JSON has them: text, Boolean, Long, Double, lists; a level by its name
    /// @throws NotPossible for the first attribute that is unknown or not of its type
    public Subject subject(Map<String, ?> attributes, ClientId client) {
        var types = new LinkedHashMap<String, FieldType>();
        Supposed.FOR_ACLS.forEach(name -> types.put(name, FieldType.STRING_LIST));
        vocabulary.subject().forEach(field -> types.put(field.name(), field.type()));
        var typed = typed(attributes, types);
        for (var field : vocabulary.subject()) {
            if (typed.get(field.name()) instanceof Collection<?> items && items.size() > field.maxItems()) {
                throw new NotPossible(field.name(), "must have at most %,d elements".formatted(field.maxItems()));
            }
        }
        return possible("", () -> supposed.subject(SOMEBODY, typed, client));
    }

    /// A document of these attributes and no others, but that `updatedAt` is filled when the vocabulary has it.
    ///
    /// @param attributes as those of a subject, with `tenant` and `classification`; without either nobody gets it
    /// @throws NotPossible for the first attribute that is unknown or not of its type
    public Document document(Map<String, ?> attributes, Acl acl, Instant changedAt) {
        var types = vocabulary.schema().fields().values().stream()
                .collect(Collectors.toMap(field -> field.name(), field -> field.type()));
        var typed = typed(attributes, types);
        return possible("tenant", () -> supposed.document(SOMETHING, typed, acl, changedAt));
    }

    /// The same day at that hour, as `request.hour` counts it; absent when the day has no such hour.
    ///
    /// @param hour 0 to 23
    public Optional<Instant> atHour(Instant time, int hour) {
        return Optional.of(time.atZone(settings.zone()).withHour(hour))
                .filter(moved -> moved.getHour() == hour)
                .map(moved -> moved.toInstant());
    }

    /// That time of the day, on the day of `now`, both in the zone of `request.hour`.
    public Instant today(Instant time, Instant now) {
        var zone = settings.zone();
        return now.atZone(zone).with(time.atZone(zone).toLocalTime()).toInstant();
    }

    private Map<String, Object> typed(Map<String, ?> attributes, Map<String, FieldType> types) {
        var typed = new LinkedHashMap<String, Object>();
        attributes.forEach((name, value) -> {
            var type = Optional.ofNullable(types.get(name)).orElseThrow(() -> unknown(name, types));
            typed.put(name, TypedValue.of(value, type, vocabulary.schema()).orElseThrow(() -> wrong(name, type)));
        });
        return typed;
    }

    private static NotPossible unknown(String name, Map<String, FieldType> types) {
        return new NotPossible(
                name,
                "is not in the vocabulary" + Suggestion.of(name, new LinkedHashSet<>(types.keySet())));
    }

    private NotPossible wrong(String name, FieldType type) {
        return new NotPossible(name, switch (type) {
            case STRING -> "must be text";
            case LEVEL -> "must be one of " + String.join(", ", vocabulary.schema().levels());
            case INT -> "must be a whole number";
            case BOOL -> "must be true or false";
            case DOUBLE -> "must be a number";
            case TIMESTAMP -> "must be a time such as 2026-01-31T12:00:00Z";
            case STRING_LIST -> "must be a list of text";
        });
    }

    /// What the constructors of real subjects and documents refuse.
    private static <T> T possible(String name, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException impossible) {
            throw new NotPossible(name, "is not possible: " + impossible.getMessage());
        }
    }

    /// There cannot be such a subject or document. The message repeats no value.
    public static final class NotPossible extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1;

        private final String attribute;
        private final String expectation;

        NotPossible(String attribute, String expectation) {
            super((attribute + " " + expectation).strip(), null, false, false);
            this.attribute = attribute;
            this.expectation = expectation;
        }

        /// The name of the attribute; empty when it is none in particular.
        public String attribute() {
            return attribute;
        }

        /// What was expected of it.
        public String expectation() {
            return expectation;
        }
    }
}
