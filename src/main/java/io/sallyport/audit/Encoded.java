package io.sallyport.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// An event as bytes, ready for the writer, which only prepends what it alone knows.
///
/// @param role what the entry means for its request
/// @param json the entry without the writer's members: a JSON object of at least one member
/// @param bodies UTF-8 of the bodies, in the order the entry lists them
record Encoded(Role role, byte[] json, List<byte[]> bodies) {

    /// What an entry means for its request.
    enum Role {
        OPENS, CONTINUES, CLOSES, APART
    }

    /// Longest possible prefix.
    static final int PREFIX = 144;

    /// Upper bound of the bytes of all frames of this entry.
    long frameBytes() {
        long bytes = FrameHeader.frameBytes(json.length + PREFIX);
        for (byte[] body : bodies) {
            bytes += FrameHeader.frameBytes(body.length);
        }
        return bytes;
    }

    /// The bytes to store and to hash.
    byte[] entry(long position, Leaf previous, long epoch) {
        byte[] prefix = prefix(position, previous, epoch).getBytes(StandardCharsets.US_ASCII);
        byte[] entry = new byte[prefix.length + json.length - 1];
        System.arraycopy(prefix, 0, entry, 0, prefix.length);
        System.arraycopy(json, 1, entry, prefix.length, json.length - 1);
        return entry;
    }

    private static String prefix(long position, Leaf previous, long epoch) {
        return chained(position, previous) + epoch + ",";
    }

    /// How every entry at this position in the chain begins, up to the number of its epoch.
    static String chained(long position, Leaf previous) {
        return "{\"position\":" + position + ",\"previous\":\"" + previous.hex() + "\",\"epoch\":";
    }
}
