package io.sallyport.index;

import java.util.List;

/// An existing index does not hold what the policy vocabulary says, so filters could admit what they must not.
/// The gateway does not start on it.
public final class IndexMismatch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param index       the index
    /// @param differences each names a field or setting, what was expected and what was found
    public IndexMismatch(String index, List<String> differences) {
        super("index %s does not fit the policy vocabulary: %s".formatted(index, String.join("; ", differences)));
    }
}
