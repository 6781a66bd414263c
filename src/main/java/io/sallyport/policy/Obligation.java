package io.sallyport.policy;

import java.util.OptionalInt;
import java.util.Set;

import io.sallyport.redaction.EntityType;
import io.sallyport.redaction.Treatment;

/// A condition of a permit. Sealed and switched over without `default`: an obligation that nobody carries out does not
/// compile.
public sealed interface Obligation {

    /// Treats every finding of these entity types.
    record Redact(Set<EntityType> entities, Treatment treatment) implements Obligation {

        public Redact {
            entities = Set.copyOf(entities);
        }
    }

    /// An answer must cite at least so many passages.
    record Citations(int minimum) implements Obligation {

        public Citations {
            atLeastOne(minimum);
        }
    }

    /// How much a subject may take: requests a minute, documents a request. Absent is unlimited.
    record Limits(OptionalInt requestsPerMinute, OptionalInt maxDocuments) implements Obligation {

        public Limits {
            requestsPerMinute.ifPresent(Obligation::atLeastOne);
            maxDocuments.ifPresent(Obligation::atLeastOne);
        }
    }

    private static void atLeastOne(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("an obligation's number is at least 1");
        }
    }
}
