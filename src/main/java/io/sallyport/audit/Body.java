package io.sallyport.audit;

/// One piece of text beside an entry: already redacted, stored as UTF-8, at most 4 MiB.
///
/// @param part what the text is
/// @param text the redacted text; an unpaired surrogate is stored as `?`
public record Body(Part part, String text) {

    /// What a body is. The retention class decides how long it will be kept once retention exists.
    public enum Part implements WireName {
        /// Address the request came from.
        SOURCE_ADDRESS("source-address", "security"),
        /// Attributes of the subject as policy saw them.
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

        /// The retention class, `security` or `text`.
        public String retention() {
            return retention;
        }
    }
}
