package io.sallyport.audit;

import java.util.List;

/// A value that policy saw, of a type that JSON tells apart. A level is its name, a time text of RFC 3339.
public sealed interface AttributeValue {

    /// Text.
    record Text(String value) implements AttributeValue {}

    /// A whole number.
    record Whole(long value) implements AttributeValue {}

    /// A number with a fraction, also if that is zero.
    record Real(double value) implements AttributeValue {}

    /// True or false.
    record Flag(boolean value) implements AttributeValue {}

    /// A list of texts.
    record Texts(List<String> values) implements AttributeValue {
        public Texts {
            values = List.copyOf(values);
        }
    }

    /// The value as rules take it: text, Long, Double, Boolean or a list of texts.
    default Object plain() {
        return switch (this) {
            case Text(var value) -> value;
            case Whole(var value) -> value;
            case Real(var value) -> value;
            case Flag(var value) -> value;
            case Texts(var values) -> values;
        };
    }
}
