package io.sallyport.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import tools.jackson.core.JsonGenerator;

/// Writes the members of one JSON object. An empty optional writes nothing.
record JsonFields(JsonGenerator json) {

    /// UTC with always three decimals.
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    JsonFields text(String name, String value) {
        json.writeStringProperty(name, WellFormed.text(value));
        return this;
    }

    JsonFields text(String name, Optional<String> value) {
        value.ifPresent(present -> text(name, present));
        return this;
    }

    JsonFields name(String name, WireName value) {
        return text(name, value.wire());
    }

    JsonFields time(String name, Instant value) {
        return text(name, TIME.format(value));
    }

    JsonFields millis(String name, Duration value) {
        return number(name, value.toMillis());
    }

    JsonFields number(String name, long value) {
        json.writeNumberProperty(name, value);
        return this;
    }

    JsonFields number(String name, double value) {
        json.writeNumberProperty(name, value);
        return this;
    }

    JsonFields flag(String name, boolean value) {
        json.writeBooleanProperty(name, value);
        return this;
    }

    JsonFields texts(String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(value -> json.writeString(WellFormed.text(value)));
        json.writeEndArray();
        return this;
    }

    JsonFields numbers(String name, List<Integer> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeNumber);
        json.writeEndArray();
        return this;
    }

    <T> JsonFields objects(String name, List<T> values, BiConsumer<JsonFields, T> fields) {
        json.writeArrayPropertyStart(name);
        for (T value : values) {
            json.writeStartObject();
            fields.accept(this, value);
            json.writeEndObject();
        }
        json.writeEndArray();
        return this;
    }

    JsonFields object(String name, Consumer<JsonFields> fields) {
        json.writeObjectPropertyStart(name);
        fields.accept(this);
        json.writeEndObject();
        return this;
    }
}
