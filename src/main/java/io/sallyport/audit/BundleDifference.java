package io.sallyport.audit;

import java.util.List;
import java.util.Optional;

/// How a policy bundle differs from the one that was in force. A rule is named `file#rule`; each list holds at most 128
/// names.
///
/// @param from revision it is compared with; empty when none is known
/// @param filesAdded paths
/// @param filesChanged paths
/// @param filesRemoved paths
/// @param rulesAdded rules
/// @param rulesChanged rules with another content
/// @param rulesRemoved rules
/// @param omitted how many names do not fit into the lists
public record BundleDifference(Optional<String> from, List<String> filesAdded, List<String> filesChanged,
        List<String> filesRemoved, List<String> rulesAdded, List<String> rulesChanged, List<String> rulesRemoved,
        int omitted) {

    /// Nothing to compare with.
    public static final BundleDifference UNKNOWN = new BundleDifference(Optional.empty(), List.of(), List.of(),
            List.of(), List.of(), List.of(), List.of(), 0);

    public BundleDifference {
        from.ifPresent(revision -> Require.name(revision, "from"));
        filesAdded = Require.atMost(Require.NAMES, filesAdded, "filesAdded");
        filesChanged = Require.atMost(Require.NAMES, filesChanged, "filesChanged");
        filesRemoved = Require.atMost(Require.NAMES, filesRemoved, "filesRemoved");
        rulesAdded = Require.atMost(Require.NAMES, rulesAdded, "rulesAdded");
        rulesChanged = Require.atMost(Require.NAMES, rulesChanged, "rulesChanged");
        rulesRemoved = Require.atMost(Require.NAMES, rulesRemoved, "rulesRemoved");
        Require.notNegative(omitted, "omitted");
    }
}
