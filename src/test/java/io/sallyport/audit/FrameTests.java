package io.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.Test;

class FrameTests {

    private static final byte[] PAYLOAD = "{\"a\":1}é".getBytes(StandardCharsets.UTF_8);

    @Test
    void hasTheDocumentedBytes() {
        assertThat(HexFormat.of().formatHex(frame())).isEqualTo(
                "ff535041" + "02" + "01" + "0000" + "0000000000000007" + "0000000000000009" + "00000009" + crc()
                        + HexFormat.of().formatHex(PAYLOAD) + "00000000000000");
    }

    private static String crc() {
        CRC32C crc = new CRC32C();
        crc.update(HexFormat.of().parseHex("ff5350410201000000000000000000070000000000000009" + "00000009"));
        crc.update(PAYLOAD);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    @Test
    void isReadBackAsWritten() throws Exception {
        Frame frame = Frame.read(window(frame()), 0, 48).orElseThrow();
        assertThat(frame.header()).extracting(FrameHeader::kind, FrameHeader::last, FrameHeader::batch,
                FrameHeader::position).containsExactly(FrameKind.ENTRY, true, 7L, 9L);
        assertThat(frame.payload()).isEqualTo(PAYLOAD);
    }

    @Test
    void anyFlippedBitIsNoticed() throws Exception {
        for (int bit = 0; bit < frame().length * 8; bit++) {
            byte[] bytes = frame();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Frame.read(window(bytes), 0, bytes.length)).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void aFrameCutAnywhereIsNone() throws Exception {
        for (int length = 0; length < frame().length; length++) {
            byte[] cut = Arrays.copyOf(frame(), length);
            assertThat(Frame.read(window(cut), 0, 48)).as("length %d", length).isEmpty();
        }
    }

    @Test
    void aFrameBeyondTheEndIsNone() throws Exception {
        assertThat(Frame.read(window(frame()), 0, 47)).isEmpty();
    }

    @Test
    void aFrameLargerThanTheWindowIsRead() throws Exception {
        byte[] payload = new byte[3 << 20];
        Arrays.fill(payload, (byte) 'x');
        ByteBuffer out = ByteBuffer.allocate(FrameHeader.frameBytes(payload.length));
        Frame.put(out, FrameKind.BODY, false, 1, 2, payload);
        assertThat(Frame.read(window(out.array()), 0, out.capacity()).orElseThrow().payload()).isEqualTo(payload);
    }

    private static byte[] frame() {
        ByteBuffer out = ByteBuffer.allocate(FrameHeader.frameBytes(PAYLOAD.length));
        Frame.put(out, FrameKind.ENTRY, true, 7, 9, PAYLOAD);
        return out.array();
    }

    private static SegmentWindow window(byte[] bytes) throws Exception {
        SimulatedDisk disk = new SimulatedDisk();
        disk.put("file", bytes);
        return new SegmentWindow(disk.open("file"));
    }
}
