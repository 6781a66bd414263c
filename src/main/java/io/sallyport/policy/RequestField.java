package io.sallyport.policy;

import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import io.sallyport.document.FieldType;

/// The fields of `request`, which the gateway fills; a vocabulary lists those that rules may read.
enum RequestField {
    PURPOSE("purpose", FieldType.STRING, (request, zone) -> request.purpose().value()), CLIENT_ID("clientId",
            FieldType.STRING, (request, zone) -> request.subject().client().value()), CHANNEL("channel",
                    FieldType.STRING, (request, zone) -> request.channel().value()), TIME("time", FieldType.TIMESTAMP,
                            (request, zone) -> request.at().truncatedTo(ChronoUnit.MILLIS)),
    /// The hour of the day in the zone of the settings; CEL's own `getHours()` is UTC.
    HOUR("hour", FieldType.INT, (request, zone) -> (long) request.at().atZone(zone).getHour()), BREAK_GLASS(
            "breakGlass", FieldType.BOOL, (request, zone) -> request.breakGlass());

    /// Set for obligation rules only, by the gateway: the highest classification disclosed so far.
    static final String CLASSIFICATION = "classification";

    private final String fieldName;
    private final FieldType type;
    private final BiFunction<AccessRequest, ZoneId, Object> reader;

    RequestField(String fieldName, FieldType type, BiFunction<AccessRequest, ZoneId, Object> reader) {
        this.fieldName = fieldName;
        this.type = type;
        this.reader = reader;
    }

    static Optional<RequestField> named(String name) {
        return Arrays.stream(values())
                .filter(field -> field.fieldName.equals(name))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(RequestField::fieldName).toList();
    }

    String fieldName() {
        return fieldName;
    }

    FieldType type() {
        return type;
    }

    Object read(AccessRequest request, ZoneId zone) {
        return reader.apply(request, zone);
    }
}
