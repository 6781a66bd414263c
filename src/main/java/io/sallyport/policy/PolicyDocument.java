package io.sallyport.policy;

import java.util.List;
import java.util.Optional;

/// A policy file whose envelope is in order.
///
/// @param spec what its kind defines
record PolicyDocument(PolicyFile file, Kind kind, YamlNode spec) {

    static final String VERSION = "sallyport/v1";
    static final List<String> KEYS = List.of("apiVersion", "kind", "metadata", "spec");
    static final List<String> METADATA_KEYS = List.of("name", "owner");

    /// Checks the envelope; absent when kind or spec are missing.
    static Optional<PolicyDocument> read(YamlNode root) {
        var entries = root.entries(KEYS);
        root.require(entries, "apiVersion").ifPresent(version -> version.word(List.of(VERSION)));
        root.require(entries, "metadata").ifPresent(PolicyDocument::checkMetadata);
        var kind = root.require(entries, "kind").flatMap(node -> node.word(Kind.words())).flatMap(Kind::named);
        var spec = root.require(entries, "spec");
        return kind.flatMap(known -> spec.map(node -> new PolicyDocument(root.file(), known, node)));
    }

    private static void checkMetadata(YamlNode metadata) {
        var entries = metadata.entries(METADATA_KEYS);
        metadata.require(entries, "name").ifPresent(YamlNode::text);
        metadata.require(entries, "owner").ifPresent(YamlNode::text);
    }
}
