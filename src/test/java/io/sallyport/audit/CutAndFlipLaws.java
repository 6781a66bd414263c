package io.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A small log is cut at every offset and flipped in every byte; what recovery says is known in advance exactly.
@ExtendWith(Quiet.class)
class CutAndFlipLaws {

    private static final String SEGMENT = Layout.segment(0);

    private record Batch(int start, int end, long sizeBefore) {}

    private final List<Batch> batches = new ArrayList<>();
    private SimulatedDisk whole = new SimulatedDisk();
    private byte[] content = new byte[0];
    private int headEnd;
    private int end;
    private long size;

    @BeforeEach
    void writeASmallLog() {
        Stage stage = Stage.small(new SimulatedDisk());
        Workings workings = stage.assemble();
        headEnd = FrameHeader.frameBytes(
                new Head(workings.tape().origin(), 0, 0, Stage.SEGMENT, 0, Leaf.NONE, List.of()).payload().length);
        int start = headEnd;
        long before = 0;
        for (int i = 0; i < 2; i++) {
            batches.add(new Batch(start, (int) workings.tape().committed().activeEnd(), before));
            start = batches.getLast().end;
            before = workings.tape().committed().size();
            RequestContext context = Samples.context("r" + i);
            workings.writer().offer(Append.of(context, List.of(workings.json().encode(Samples.RECEIVED, context))));
            workings.writer().offer(Append.of(workings.json().encode(Samples.deleted("d" + i))));
            workings.writer().step();
        }
        batches.add(new Batch(start, (int) workings.tape().committed().activeEnd(), before));
        size = workings.tape().committed().size();
        end = batches.getLast().end;
        whole = stage.disk.copy();
        content = whole.content(SEGMENT);
        assertThat(workings.tape().committed().firsts()).hasSize(1);
    }

    @Test
    void zeroedFromAnyOffsetTheExactSizeIsRecovered() throws Exception {
        for (int offset = 0; offset < content.length; offset += offset < end ? 1 : 64) {
            byte[] zeroed = content.clone();
            Arrays.fill(zeroed, offset, zeroed.length, (byte) 0);
            int firstChanged = Arrays.mismatch(zeroed, content);
            if (firstChanged >= 0 && firstChanged < headEnd) {
                assertCorrupt(zeroed, offset);
            } else {
                Batch hit = batches.stream().filter(b -> firstChanged >= b.start && firstChanged < b.end).findFirst()
                        .orElse(new Batch(end, end, size));
                assertRecovered(zeroed, offset, hit.sizeBefore, endOfData(zeroed) > hit.start);
            }
        }
    }

    @Test
    void cutAtAnyOffsetIsCalledCorrupt() throws Exception {
        for (int offset = 0; offset < content.length; offset += offset < end ? 1 : 64) {
            assertCorrupt(Arrays.copyOf(content, offset), offset);
        }
    }

    @Test
    void aFlippedByteInTheLastBatchLooksTornAndAnywhereBeforeItCorrupt() throws Exception {
        Random random = new Random(7);
        for (int offset = 0; offset < content.length; offset += offset < end + 64 ? 1 : 61) {
            byte[] flipped = content.clone();
            flipped[offset] ^= (byte) (1 << random.nextInt(8));
            if (offset < batches.getLast().start) {
                assertCorrupt(flipped, offset);
            } else {
                assertRecovered(flipped, offset, offset < end ? batches.getLast().sizeBefore : size, true);
            }
        }
    }

    @Test
    void aSmallerLogThanTheFloorIsRefused() {
        Stage stage = Stage.small(whole.copy());
        stage.floor = size + 1;
        assertThat(refusal(stage)).isEqualTo(AuditStartRefused.CORRUPT);
        stage.floor = size;
        assertThat(refusal(stage)).isZero();
    }

    private void assertCorrupt(byte[] changed, int offset) {
        assertThat(refusal(Stage.small(with(changed)))).as("offset %d", offset).isEqualTo(AuditStartRefused.CORRUPT);
    }

    private void assertRecovered(byte[] changed, int offset, long expectedSize, boolean torn) throws Exception {
        SimulatedDisk disk = with(changed);
        Recovered recovered = recovery(disk);
        assertThat(recovered.end().size()).as("size, offset %d", offset).isEqualTo(expectedSize);
        assertThat(recovered.tornTails()).as("torn, offset %d", offset).hasSize(torn ? 1 : 0);
        assertThat(endOfData(disk.content(SEGMENT))).isLessThanOrEqualTo((int) recovered.end().offset());
        Recovered repeated = recovery(disk);
        assertThat(repeated.end()).as("repeated, offset %d", offset).isEqualTo(recovered.end());
        assertThat(repeated.open().contexts()).isEqualTo(recovered.open().contexts());
        assertThat(repeated.tornTails()).isEqualTo(recovered.tornTails());
    }

    private static Recovered recovery(SimulatedDisk disk) throws Exception {
        return new Recovery(disk, "unused", Stage.SEGMENT, 0).run(new NextSegment(disk, Stage.SEGMENT));
    }

    private static int refusal(Stage stage) {
        try {
            stage.assemble();
            return 0;
        } catch (AuditStartRefused e) {
            return e.exitCode();
        }
    }

    private SimulatedDisk with(byte[] changed) {
        SimulatedDisk disk = whole.copy();
        disk.put(SEGMENT, changed);
        return disk;
    }

    private static int endOfData(byte[] bytes) {
        int last = bytes.length;
        while (last > 0 && bytes[last - 1] == 0) {
            last--;
        }
        return last;
    }
}
