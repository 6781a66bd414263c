package io.sallyport.audit;

import java.util.Optional;

import tools.jackson.databind.JsonNode;

/// What the kinds found in stored entries mean for their request.
final class StoredKind {

    private StoredKind() {}

    /// Empty for entries that are not of one request. A kind this version does not know continues its request.
    static Optional<Encoded.Role> role(String kind, JsonNode entry) {
        return switch (kind) {
            case "Received" -> Optional.of(Encoded.Role.OPENS);
            case "Answered", "Refused", "Failed", "Aborted" -> Optional.of(Encoded.Role.CLOSES);
            case "Egressed", "Disclosed", "Released" -> Optional.of(Encoded.Role.CONTINUES);
            default -> entry.has("request") && entry.has("route")
                    ? Optional.of(Encoded.Role.CONTINUES)
                    : Optional.empty();
        };
    }
}
