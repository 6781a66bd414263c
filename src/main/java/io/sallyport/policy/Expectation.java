package io.sallyport.policy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.sallyport.redaction.EntityType;

/// What a case of a `PolicyTest` expects. What it does not state is not looked at.
///
/// @param request    whether the request is allowed
/// @param rule       `file#rule` or the rule's id alone: the one that denied, or one of those that allowed
/// @param documents  names of exactly the documents that are admitted
/// @param redact     exactly the entity types that are treated, where stated with the word of their treatment, else
///                   with the empty word
/// @param citations  the smallest number of citations; 0 for none
/// @param requestsPerMinute of a subject
/// @param maxDocuments of a request
record Expectation(
        Stated<Boolean> request,
        Optional<Stated<String>> rule,
        Optional<Stated<Set<String>>> documents,
        Optional<Stated<Map<EntityType, String>>> redact,
        Optional<Stated<Integer>> citations,
        Optional<Stated<Integer>> requestsPerMinute,
        Optional<Stated<Integer>> maxDocuments) {

    /// A value and where it is stated.
    record Stated<T>(YamlNode place, T value) {}
}
