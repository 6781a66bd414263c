package io.sallyport.audit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Turns events into entries, on the thread of whoever reports the event.
///
/// @param origin origin of the log
/// @param clock wall clock of `at`
/// @param mono nanoseconds since the process started, for `mono`
record EntryJson(String origin, Clock clock, LongSupplier mono) {

    private static final int SCHEMA = 1;

    /// @throws AuditEventTooLarge if the entry or a body exceeds its bound
    Encoded encode(RequestEvent event, RequestContext context) {
        return encode(event, Optional.of(context));
    }

    /// @throws AuditEventTooLarge if the entry or a body exceeds its bound
    Encoded encode(OperationalEvent event) {
        return encode(event, Optional.empty());
    }

    private Encoded encode(AuditEvent event, Optional<RequestContext> context) {
        List<byte[]> texts = new ArrayList<>();
        for (Body body : event.bodies()) {
            texts.add(bounded("body " + body.part().wire(), body.text().getBytes(StandardCharsets.UTF_8),
                    Limits.BODY_BYTES));
        }
        byte[] json = Json.bytes(members -> write(members, event, context, texts));
        return new Encoded(role(event), bounded("entry " + event.kind(), json, Limits.ENTRY_BYTES - Encoded.PREFIX),
                List.copyOf(texts));
    }

    private void write(JsonFields json, AuditEvent event, Optional<RequestContext> context, List<byte[]> texts) {
        json.number("schema", SCHEMA).text("origin", origin).text("kind", event.kind()).time("at", clock.instant())
                .number("mono", mono.getAsLong());
        context.ifPresent(known -> ContextJson.write(json, known));
        switch (event) {
            case RequestEvent request -> RequestEventJson.write(json, request);
            case OperationalEvent operational -> OperationalEventJson.write(json, operational);
        }
        if (!texts.isEmpty()) {
            bodies(json, event.bodies(), texts);
        }
    }

    private static void bodies(JsonFields json, List<Body> bodies, List<byte[]> texts) {
        List<Integer> ordinals = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            ordinals.add(i);
        }
        json.objects("bodies", ordinals, (inner, i) -> {
            Body.Part part = bodies.get(i).part();
            inner.text("part", part.wire()).text("sha256", Leaf.sha256Hex(texts.get(i)))
                    .number("length", texts.get(i).length).text("class", part.retention());
        });
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
