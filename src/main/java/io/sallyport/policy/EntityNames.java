package io.sallyport.policy;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Optional;
import java.util.Set;

import io.sallyport.redaction.EntityType;
import io.sallyport.redaction.Redactor;

/// The names that `redact` may use.
interface EntityNames {

    /// The entity types of a type's or group's name, each of which has a detector; absent when there is none.
    Optional<Set<EntityType>> named(String name);

    /// The names of the types that are detected, for suggestions.
    Set<String> names();

    /// Those of a redactor.
    static EntityNames of(Redactor redactor) {
        return new EntityNames() {

            @Override
            public Optional<Set<EntityType>> named(String name) {
                return Optional.of(redactor.expand(name)).filter(types -> !types.isEmpty());
            }

            @Override
            public Set<String> names() {
                return redactor.supported().stream().map(EntityType::name).collect(toUnmodifiableSet());
            }
        };
    }
}
