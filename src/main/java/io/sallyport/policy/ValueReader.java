package io.sallyport.policy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.sallyport.document.FieldType;

/// Reads values of the vocabulary's types as they are written in a policy file.
///
/// @param levels names of the levels, lowest first
record ValueReader(List<String> levels) {

    private static final String TIME = "a time such as 2026-01-31T12:00:00Z";

    /// The value; absent after reporting what was expected.
    Optional<Object> value(YamlNode node, FieldType type) {
        return switch (type) {
            case STRING -> node.scalar("a text", text -> accepted(type, text));
            case LEVEL -> node.word(levels).map(name -> (long) levels.indexOf(name));
            case INT -> node.plain("a whole number", ValueReader::whole);
            case BOOL -> node.bool().map(flag -> flag);
            case DOUBLE -> node.plain("a number", ValueReader::real);
            case TIMESTAMP -> instant(node).map(instant -> instant);
            case STRING_LIST -> Optional.of(texts(node));
        };
    }

    /// A time with its zone.
    static Optional<Instant> instant(YamlNode node) {
        return node.scalar(TIME, ValueReader::instant);
    }

    /// The texts of a list, each once.
    static List<String> texts(YamlNode node) {
        var texts = new ArrayList<String>();
        node.items().forEach(item -> item.text().filter(text -> !texts.contains(text)).ifPresent(texts::add));
        return texts;
    }

    private static Optional<Object> accepted(FieldType type, Object value) {
        return Optional.of(value).filter(type::accepts);
    }

    private static Optional<Object> whole(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Object> real(String text) {
        try {
            return accepted(FieldType.DOUBLE, Double.parseDouble(text) + 0.0);
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(FieldType.TIMESTAMP::accepts);
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
