package io.sallyport.audit;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import tools.jackson.databind.JsonNode;

/// Turns events into entries and seals their bodies, on the thread of whoever reports the event.
///
/// @param origin origin of the log
/// @param clock wall clock of `at`
/// @param mono nanoseconds since the process started, for `mono`
/// @param keys what bodies are sealed under
/// @param random where the ids of entries come from
record EntryJson(String origin, Clock clock, LongSupplier mono, KeyRing keys, SecureRandom random) {

    private static final int SCHEMA = 1;
    private static final int ID_BYTES = 16;

    /// A body as it is stored.
    private record Sealed(Body.Part part, byte[] bytes) {}

    /// @throws AuditEventTooLarge if the entry or a body exceeds its bound
    /// @throws AuditUnavailable if a body cannot be sealed
    Encoded encode(RequestEvent event, RequestContext context) {
        return encode(event, Optional.of(context));
    }

    /// @throws AuditEventTooLarge if the entry or a body exceeds its bound
    Encoded encode(OperationalEvent event) {
        return encode(event, Optional.empty());
    }

    private Encoded encode(AuditEvent event, Optional<RequestContext> context) {
        Optional<String> id = event.bodies().isEmpty() ? Optional.empty() : Optional.of(newId());
        List<Sealed> bodies = id.map(known -> seal(event, context, known)).orElse(List.of());
        byte[] json = Json.bytes(members -> write(members, event, context, id, bodies));
        return new Encoded(role(event), bounded("entry " + event.kind(), json, Limits.ENTRY_BYTES - Encoded.PREFIX),
                bodies.stream().map(Sealed::bytes).toList());
    }

    private String newId() {
        byte[] drawn = new byte[ID_BYTES];
        random.nextBytes(drawn);
        return Base32.of(drawn, ID_BYTES);
    }

    private List<Sealed> seal(AuditEvent event, Optional<RequestContext> context, String id) {
        BodyKey key = context.map(known -> keys.key(known.subject())).orElseGet(keys::own);
        String request = context.map(known -> known.request().value()).orElse("");
        List<Sealed> bodies = new ArrayList<>();
        for (Body body : event.bodies()) {
            byte[] text = bounded("body " + body.part().wire(), body.text().getBytes(StandardCharsets.UTF_8),
                    Limits.BODY_BYTES);
            BodyPlace place = new BodyPlace(origin, request, id, event.kind(), body.part().wire());
            bodies.add(new Sealed(body.part(), SealedBody.seal(key, place, text, random)));
        }
        return bodies;
    }

    /// The request a stored entry is part of, empty for one that only mentions a request.
    static String request(JsonNode entry) {
        return entry.has("route") ? entry.path("request").asString("") : "";
    }

    private void write(JsonFields json, AuditEvent event, Optional<RequestContext> context, Optional<String> id,
            List<Sealed> bodies) {
        json.number("schema", SCHEMA).text("origin", origin).text("kind", event.kind()).time("at", clock.instant())
                .number("mono", mono.getAsLong()).text("id", id);
        context.ifPresent(known -> ContextJson.write(json, known));
        switch (event) {
            case RequestEvent request -> RequestEventJson.write(json, request);
            case OperationalEvent operational -> OperationalEventJson.write(json, operational);
        }
        if (!bodies.isEmpty()) {
            json.objects("bodies", bodies, EntryJson::listed);
        }
    }

    private static void listed(JsonFields json, Sealed body) {
        json.text("part", body.part().wire()).text("sha256", Leaf.sha256Hex(body.bytes()))
                .number("length", body.bytes().length).text("class", body.part().retention());
    }

    private static Encoded.Role role(AuditEvent event) {
        return switch (event) {
            case Received _ -> Encoded.Role.OPENS;
            case ClosingEvent _ -> Encoded.Role.CLOSES;
            case RequestEvent _ -> Encoded.Role.CONTINUES;
            case OperationalEvent _ -> Encoded.Role.APART;
        };
    }

    private static byte[] bounded(String what, byte[] bytes, int bound) {
        if (bytes.length > bound) {
            throw new AuditEventTooLarge(what, bytes.length, bound);
        }
        return bytes;
    }
}
