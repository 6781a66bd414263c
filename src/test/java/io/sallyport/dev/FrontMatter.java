package io.sallyport.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads a document file of the demo world: YAML front matter between two `---` lines, then Markdown.
final class FrontMatter {
    private static final Pattern FILE = Pattern.compile("\\A---\\R(?<head>.*?)\\R---\\R(?<text>.*)\\z", Pattern.DOTALL);
    private static final YAMLMapper YAML = new YAMLMapper();

    private record Head(String id, String title, URI uri, String collection, String tenant, String classification,
            Acl acl, Map<String, Object> attributes, Instant updatedAt) {}

    private record Acl(List<String> allow, List<String> deny) {}

    private FrontMatter() {}

    static WorldDocument read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException | JacksonException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    static WorldDocument parse(String content) {
        var parts = FILE.matcher(content);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected YAML between two `---` lines, then text");
        }
        var head = YAML.readValue(parts.group("head"), Head.class);
        return new WorldDocument(head.id(), head.title(), head.uri(), head.collection(), head.tenant(),
                Level.of(head.classification()), head.acl().allow(), head.acl().deny(), head.attributes(),
                head.updatedAt(), parts.group("text").strip());
    }
}
