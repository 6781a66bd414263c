package io.sallyport.gateway;

import java.util.Optional;
import java.util.Set;

/// On what terms a subject asks.
///
/// @param purpose       what for; absent takes the client's default
/// @param justification why it breaks the glass; absent when it does not
/// @param collections   where to look, by name; none named means everywhere the subject may look
public record Terms(Optional<String> purpose, Optional<String> justification, Set<String> collections) {

    public Terms {
        collections = Set.copyOf(collections);
    }
}
