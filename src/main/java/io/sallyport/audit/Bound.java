package io.sallyport.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// What a box is bound to: names, each after its length, so that no two lists of names give the same bytes.
final class Bound {

    private Bound() {}

    static byte[] to(String... names) {
        List<byte[]> utf8 = Arrays.stream(names).map(name -> name.getBytes(StandardCharsets.UTF_8)).toList();
        ByteBuffer out = ByteBuffer.allocate(utf8.stream().mapToInt(name -> Integer.BYTES + name.length).sum());
        utf8.forEach(name -> out.putInt(name.length).put(name));
        return out.array();
    }
}
