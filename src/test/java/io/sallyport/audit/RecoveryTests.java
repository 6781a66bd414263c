package io.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

class RecoveryTests {

    private final Stage stage = Stage.small(new SimulatedDisk());
    private final Workings log = stage.assemble();

    private void write(int entries) {
        for (int i = 0; i < entries; i++) {
            log.writer().offer(Append.of(log.json().encode(Samples.deleted("d" + i))));
            log.writer().step();
        }
    }

    private void receive(String request) {
        RequestContext context = Samples.context(request);
        log.writer().offer(Append.of(context, List.of(log.json().encode(Samples.RECEIVED, context))));
        log.writer().step();
    }

    private static void assertCorrupt(SimulatedDisk disk, String found) {
        assertThatThrownBy(() -> Stage.small(disk).assemble()).isInstanceOfSatisfying(AuditStartRefused.class,
                e -> assertThat(e.exitCode()).isEqualTo(71)).hasMessageContaining(found)
                .hasMessageContaining("docs/reference/audit-log.md#corruption");
    }

    @Test
    void openRequestsAreAbortedBeforeAnythingElseAlsoFromAnEarlierSegment() {
        receive("old");
        write(60);
        receive("new");
        Workings next = Stage.small(stage.disk.copy()).assemble();
        List<AuditEntry> entries = Stage.entries(next);
        List<AuditEntry> added = entries.subList(63, entries.size());
        assertThat(added).extracting(AuditEntry::kind).containsExactly("Aborted", "Aborted", "Started");
        assertThat(added.get(0).json()).contains("\"request\":\"old\"", "\"route\":\"POST /v1/retrieve\"",
                "\"cause\":\"process-ended\"");
        assertThat(added.get(2).json()).contains("\"requestsClosed\":2");
        assertThat(next.open().count()).isZero();
    }

    @Test
    void aFullVolumeAtStartStillClosesWhatWasOpen() {
        receive("q");
        SimulatedDisk disk = stage.disk.copy();
        disk.space = 0;
        disk.failsCreations = true;
        Workings next = Stage.small(disk).assemble();
        assertThat(Stage.entries(next)).extracting(AuditEntry::kind).containsExactly("Started", "Received", "Aborted",
                "Started", "CapacityLow");
        assertThat(new AuditLog(next).state().ready()).isFalse();
    }

    @Test
    void aThirdStartFindsNothingLeftToClose() {
        receive("q");
        SimulatedDisk disk = stage.disk.copy();
        Stage.small(disk).assemble();
        Workings third = Stage.small(disk.copy()).assemble();
        assertThat(Stage.entries(third)).extracting(AuditEntry::kind).containsExactly("Started", "Received", "Aborted",
                "Started", "Started");
        assertThat(third.tape().epoch()).isEqualTo(3);
    }

    @Test
    void moreOpenRequestsThanAQueueHoldsAreAllClosed() {
        Stage roomy = Stage.roomy(new SimulatedDisk());
        Workings busy = roomy.assemble();
        for (int i = 0; i < 700; i++) {
            RequestContext context = Samples.context("q" + i);
            busy.writer().offer(Append.of(context, List.of(busy.json().encode(Samples.RECEIVED, context))));
            Stage.drive(busy);
        }
        Workings next = Stage.roomy(roomy.disk.copy()).assemble();
        assertThat(Stage.entries(next)).filteredOn(entry -> entry.kind().equals("Aborted")).hasSize(700);
    }

    @Test
    void aTornTailIsSetAsideRecordedAndCutOff() throws Exception {
        write(3);
        SimulatedDisk disk = stage.disk.copy();
        String segment = log.tape().active();
        byte[] content = disk.content(segment);
        int end = (int) log.tape().committed().activeEnd();
        content[end - 20] ^= 1;
        disk.put(segment, content);
        Workings next = Stage.small(disk).assemble();
        List<AuditEntry> entries = Stage.entries(next);
        assertThat(entries).extracting(AuditEntry::kind).containsExactly("Started", "DocumentDeleted",
                "DocumentDeleted", "TornTailRecovered", "Started");
        String kept = disk.files().stream().filter(name -> name.startsWith("quarantine/")).findFirst().orElseThrow();
        assertThat(kept).startsWith("quarantine/00000000000000000000.seg-").doesNotEndWith(".new");
        assertThat(entries.get(3).json()).contains(Leaf.sha256Hex(disk.content(kept)));
        assertThat(Stage.entries(Stage.small(disk.copy()).assemble())).as("recorded once")
                .filteredOn(entry -> entry.kind().equals("TornTailRecovered")).hasSize(1);
    }

    @Test
    void aTornTailSetAsideButNotYetRecordedIsRecordedAtTheNextStart() throws Exception {
        SimulatedDisk disk = stage.disk.copy();
        SmallFile.write(disk, Layout.QUARANTINE, "00000000000000000000.seg-4000-0123456789abcdef.new",
                "torn".getBytes(StandardCharsets.UTF_8));
        assertThat(Stage.entries(Stage.small(disk).assemble())).extracting(AuditEntry::kind)
                .containsExactly("Started", "TornTailRecovered", "Started");
    }

    @Test
    void aMissingSegmentIsCorruption() throws Exception {
        write(100);
        for (int missing : List.of(0, 1)) {
            SimulatedDisk disk = stage.disk.copy();
            disk.delete(Layout.segment(log.tape().committed().firsts().get(missing)));
            assertCorrupt(disk, "a segment is missing or foreign");
        }
    }

    @Test
    void anOriginWithoutSegmentsIsCorruption() throws Exception {
        SimulatedDisk disk = stage.disk.copy();
        disk.delete(Layout.segment(0));
        assertCorrupt(disk, "an origin without segments");
    }

    @Test
    void entriesWithoutAnOriginAreCorruption() throws Exception {
        SimulatedDisk disk = stage.disk.copy();
        disk.delete(Layout.ORIGIN);
        assertCorrupt(disk, "entries without an origin");
    }

    @Test
    void aForeignOriginIsCorruption() {
        SimulatedDisk disk = stage.disk.copy();
        disk.put(Layout.ORIGIN, "test/0/ffffffff".getBytes(StandardCharsets.UTF_8));
        assertCorrupt(disk, "expected test/0/ffffffff");
    }

    @Test
    void aSegmentOfAnotherLogIsCorruption() {
        write(100);
        Stage other = Stage.small(new SimulatedDisk());
        Workings foreign = other.assemble();
        for (int i = 0; i < 100; i++) {
            foreign.writer().offer(Append.of(foreign.json().encode(Samples.deleted("d" + i))));
            foreign.writer().step();
        }
        String second = Layout.segment(log.tape().committed().firsts().get(1));
        SimulatedDisk disk = stage.disk.copy();
        disk.put(second, other.disk.content(second));
        assertCorrupt(disk, "missing or foreign");
    }

    @Test
    void aRenamedSegmentIsCorruption() throws Exception {
        SimulatedDisk disk = stage.disk.copy();
        disk.move(Layout.segment(0), Layout.segment(5));
        assertCorrupt(disk, "a head of position 0");
    }

    @Test
    void swappedBatchesAreCorruption() {
        write(2);
        SimulatedDisk disk = stage.disk.copy();
        byte[] content = disk.content(Layout.segment(0));
        int end = (int) log.tape().committed().activeEnd();
        int size = FrameHeader.frameBytes(log.json().encode(Samples.deleted("d0")).entry(1, Leaf.NONE, 1).length);
        byte[] first = Arrays.copyOfRange(content, end - 2 * size, end - size);
        System.arraycopy(content, end - size, content, end - 2 * size, size);
        System.arraycopy(first, 0, content, end - size, size);
        disk.put(Layout.segment(0), content);
        assertCorrupt(disk, "batch 3, expected 2");
    }

    @Test
    void anEntryThatDoesNotLinkIsCorruptionThoughItsFrameIsWhole() {
        Leaf started = Leaf.of(Stage.entries(log).getFirst().bytes());
        Encoded entry = log.json().encode(Samples.deleted("d"));
        assertCorrupt(withOneMore(1, entry.entry(1, started, 3)), "epoch 3 at position 1, expected 1 or the next");
        assertCorrupt(withOneMore(1, entry.entry(1, Leaf.NONE, 1)), "does not begin with position 1 and previous");
        assertCorrupt(withOneMore(1, entry.entry(2, started, 1)), "does not begin with position 1 and previous");
        assertCorrupt(withOneMore(2, entry.entry(1, started, 1)), "a frame of position 2, expected 1");
        assertThatCode(() -> Stage.small(withOneMore(1, entry.entry(1, started, 2))).assemble())
                .doesNotThrowAnyException();
    }

    private SimulatedDisk withOneMore(long position, byte[] entry) {
        SimulatedDisk disk = stage.disk.copy();
        ByteBuffer content = ByteBuffer.wrap(disk.content(Layout.segment(0)));
        content.position((int) log.tape().committed().activeEnd());
        Frame.put(content, FrameKind.ENTRY, true, 2, position, entry);
        disk.put(Layout.segment(0), content.array());
        return disk;
    }

    @Test
    void aPreparedSegmentLeftWithAHeadIsPreparedAnew() {
        SimulatedDisk disk = stage.disk.copy();
        byte[] begun = disk.content(Layout.NEXT);
        begun[0] = 1;
        disk.put(Layout.NEXT, begun);
        assertThatCode(() -> Stage.small(disk).assemble()).doesNotThrowAnyException();
        assertThat(disk.content(Layout.NEXT)).containsOnly(0);
    }

    @Test
    void theSizeOfSegmentsMayChangeBetweenStarts() {
        write(10);
        SimulatedDisk disk = stage.disk.copy();
        Workings larger = Stage.roomy(disk).assemble();
        for (int i = 0; i < 60; i++) {
            larger.writer().offer(Append.of(larger.json().encode(Samples.deleted("e" + i))));
            larger.writer().step();
        }
        assertThat(larger.tape().committed().firsts()).hasSize(2);
        assertThat(disk.content(larger.tape().active())).hasSize(1 << 20);
        assertThat(Stage.entries(Stage.small(disk.copy()).assemble())).hasSize(73);
    }

    @Test
    void anUnknownKindOfALaterVersionIsKept() {
        byte[] json = "{\"schema\":2,\"kind\":\"SignedIn\",\"who\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        log.writer().offer(Append.of(new Encoded(Encoded.Role.APART, json, List.of())));
        log.writer().step();
        assertThat(Stage.entries(Stage.small(stage.disk.copy()).assemble())).extracting(AuditEntry::kind)
                .containsExactly("Started", "SignedIn", "Started");
    }
}
