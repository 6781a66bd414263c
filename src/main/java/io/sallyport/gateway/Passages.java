package io.sallyport.gateway;

import java.util.List;

/// The answer to a [PassageRequest].
///
/// @param revision the policy bundle that decided
public record Passages(List<DisclosedPassage> passages, String revision) {

    public Passages {
        passages = List.copyOf(passages);
    }
}
