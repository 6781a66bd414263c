package io.sallyport.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// First frame of a segment: all that is needed to go on from here without reading an earlier segment.
///
/// @param origin origin of the log
/// @param epoch epoch in which the segment was begun
/// @param segment ordinal of the segment, from 0, so that a missing one shows
/// @param length bytes of the segment's file
/// @param size number of entries before this segment
/// @param previous leaf hash of the entry before this segment
/// @param open requests then open, oldest first
record Head(String origin, long epoch, long segment, long length, long size, Leaf previous,
        Collection<RequestContext> open) {

    /// Version of all that is on disk. Format 1 had bodies and subjects in clear text.
    private static final int FORMAT = 2;

    byte[] payload() {
        return Json.bytes(json -> json.number("format", FORMAT).text("origin", origin).number("epoch", epoch)
                .number("segment", segment).number("length", length).number("size", size)
                .text("previous", previous.hex()).objects("open", List.copyOf(open), ContextJson::write));
    }

    /// @throws IllegalArgumentException if it cannot be read
    /// @throws AuditStartRefused if it is of another format
    static Head parse(byte[] payload) {
        try {
            JsonNode json = Json.read(payload);
            if (json.required("format").asInt() != FORMAT) {
                throw new AuditStartRefused(AuditStartRefused.UNUSABLE, "the log is of format "
                        + json.required("format").asInt() + ", expected " + FORMAT
                        + "; keep the directory as it is and begin an empty one (docs/reference/audit-log.md#format)");
            }
            List<RequestContext> open = new ArrayList<>();
            json.required("open").forEach(request -> open.add(ContextJson.read(request)));
            return new Head(ContextJson.text(json, "origin"), json.required("epoch").asLong(),
                    json.required("segment").asLong(), json.required("length").asLong(), json.required("size").asLong(),
                    new Leaf(ContextJson.text(json, "previous")), List.copyOf(open));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("head that cannot be read", e);
        }
    }
}
