package io.sallyport.audit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;

/// Opens the bodies of entries read back.
///
/// @param keys the keys of the log
/// @param opens the parts to open; all others stay sealed
record BodyReader(KeyRing keys, Predicate<Body.Part> opens) {

    /// @param entry the entry as stored
    /// @param listed how the entry lists the body
    /// @param frame where it is stored
    StoredBody read(JsonNode entry, JsonNode listed, Frame frame) {
        String part = listed.path("part").asString("");
        if (frame.header().kind() == FrameKind.REMOVED_BODY) {
            return new StoredBody.Unavailable(part, StoredBody.Reason.REMOVED);
        }
        if (Body.Part.named(part).filter(opens).isEmpty()) {
            return new StoredBody.Withheld(part);
        }
        if (!Leaf.sha256Hex(frame.payload()).equals(listed.path("sha256").asString(""))) {
            return new StoredBody.Unavailable(part, StoredBody.Reason.NOT_AUTHENTIC);
        }
        return open(place(entry, part), frame.payload());
    }

    private static BodyPlace place(JsonNode entry, String part) {
        return new BodyPlace(entry.path("origin").asString(""), EntryJson.request(entry),
                entry.path("id").asString(""), entry.path("kind").asString(""), part);
    }

    private StoredBody open(BodyPlace place, byte[] payload) {
        try {
            KeyName name = SealedBody.keyName(payload);
            Optional<BodyKey> key = name.owner().isPresent() ? keys.find(name.owner().get()) : Optional.of(keys.own());
            if (key.filter(found -> found.name().equals(name)).isEmpty()) {
                return new StoredBody.Unavailable(place.part(), StoredBody.Reason.KEY_DESTROYED);
            }
            byte[] text = SealedBody.open(key.get(), place, payload);
            return new StoredBody.Opened(place.part(), new String(text, StandardCharsets.UTF_8));
        } catch (NotAuthentic e) {
            return new StoredBody.Unavailable(place.part(), StoredBody.Reason.NOT_AUTHENTIC);
        } catch (AuditUnavailable e) {
            return new StoredBody.Unavailable(place.part(), StoredBody.Reason.KEY_UNAVAILABLE);
        }
    }
}
