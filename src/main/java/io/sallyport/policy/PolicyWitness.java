package io.sallyport.policy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import io.sallyport.document.Document;

/// A subject, request, model and document that two bundles decide differently. Reduced to what it takes: values that
/// make no difference are left out.
///
/// @param change   what became of the decision
/// @param request  who asks what; the subject's claims are those of the vocabulary
/// @param document with its attributes, readable by everyone
/// @param values   the same in the words of rules: `subject.region`, `request.purpose`, `model.id`, `document.tags`
/// @param before   what the one bundle says
/// @param after    what the other says
public record PolicyWitness(
        Change change, AccessRequest request, Document document, Map<String, Object> values, String before,
        String after) {

    /// What became of a decision.
    public enum Change {
        /// The request was refused and is allowed.
        REQUEST_ALLOWED("a request is newly allowed"),
        /// The request was allowed and is refused.
        REQUEST_REFUSED("a request is newly refused"),
        /// The document was withheld and is shown.
        DOCUMENT_SHOWN("a document is newly shown"),
        /// The document was shown and is withheld.
        DOCUMENT_WITHHELD("a document is newly withheld"),
        /// Request and document are decided alike, under other obligations.
        OTHER_OBLIGATIONS("other obligations hold");

        private final String words;

        Change(String words) {
            this.words = words;
        }

        /// For messages.
        public String words() {
            return words;
        }
    }

    public PolicyWitness {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
