package io.sallyport.audit;

import java.util.Arrays;
import java.util.Optional;

/// One piece of text beside an entry: already redacted, at most 4 MiB of UTF-8, stored sealed.
///
/// @param part what the text is
/// @param text the redacted text; an unpaired surrogate is stored as `?`
public record Body(Part part, String text) {

    /// What a body is. The retention class decides how long it will be kept once retention exists.
    public enum Part implements WireName {
        /// Address the request came from.
        SOURCE_ADDRESS("source-address", "security"),
        /// What policy saw of subject and request: [PolicyInput]. Never shown; opened for a replay alone.
        ATTRIBUTES("attributes", "security"),
        /// Why a subject broke the glass.
        JUSTIFICATION("justification", "security"),
        /// SHA-256 (hex) of all bytes sent to the caller.
        SENT_SHA256("sent-sha256", "security"),
        /// What an officer searched for.
        SEARCH("search", "security"),
        /// The redacted prompt.
        PROMPT("prompt", "text"),
        /// The redacted query of a retrieval.
        QUERY("query", "text"),
        /// The redacted passages given to a caller.
        PASSAGES("passages", "text"),
        /// The redacted text of one window of a stream, before pseudonyms are restored.
        TEXT("text", "text"),
        /// The redacted unstreamed answer, before pseudonyms are restored.
        ANSWER("answer", "text"),
        /// The question of a refused request, every entity type removed.
        QUESTION("question", "text");

        private final String wire;
        private final String retention;

        Part(String wire, String retention) {
            this.wire = wire;
            this.retention = retention;
        }

        @Override
        public String wire() {
            return wire;
        }

        /// The part of that wire name, if this version knows it.
        static Optional<Part> named(String wire) {
            return Arrays.stream(values()).filter(part -> part.wire.equals(wire)).findFirst();
        }

        /// Whether officers who read entries see it.
        boolean shown() {
            return this != ATTRIBUTES;
        }

        /// The retention class, `security` or `text`.
        public String retention() {
            return retention;
        }
    }
}
