package io.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What holds for every log, whatever happens to its power.
@ExtendWith(Quiet.class)
class AuditLogLaws {

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("sallyport.laws.rounds", 300));
    }

    private record Promise(Append append, String marker) {}

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noAcknowledgedEntryIsLostAndNoneIsCalledCorrupt(long seed) {
        Random random = new Random(seed);
        SimulatedDisk disk = new SimulatedDisk();
        Map<Long, String> acknowledged = new HashMap<>();
        int life = 0;
        for (int cuts = 1 + random.nextInt(4); life < cuts; life++) {
            disk.powerFor(random.nextInt(120));
            live(disk, random, life, acknowledged);
            disk = disk.powerCut(random);
        }
        Workings recovered = Stage.small(disk).assemble();
        List<AuditEntry> entries = Stage.entries(recovered);
        acknowledged.forEach((position, marker) -> assertThat(entries.get(Math.toIntExact(position)).json())
                .contains(marker));
        assertChained(entries);
        assertEachRequestClosedOnce(entries);
        assertThat(recovered.open().count()).isZero();
    }

    private static void live(SimulatedDisk disk, Random random, int life, Map<Long, String> acknowledged) {
        Stage stage = Stage.small(disk);
        List<Promise> promises = new ArrayList<>();
        try {
            Workings workings = stage.assemble();
            List<RequestContext> open = new ArrayList<>();
            for (int act = 0; act < 60 && !disk.dead(); act++) {
                act(workings, random, life + "-" + act, open).ifPresent(promises::add);
                if (random.nextInt(3) == 0) {
                    workings.writer().step();
                }
                if (random.nextInt(10) == 0) {
                    workings.upkeep().tick();
                }
            }
            Stage.drive(workings);
        } catch (AuditStartRefused e) {
            assertThat(e.exitCode()).as(e.getMessage()).isEqualTo(AuditStartRefused.UNUSABLE);
            assertThat(disk.dead()).isTrue();
        }
        promises.stream().filter(promise -> promise.append.durable().state() == Future.State.SUCCESS)
                .forEach(promise -> acknowledged.put(promise.append.durable().resultNow(), promise.marker));
    }

    private static Optional<Promise> act(Workings workings, Random random, String name, List<RequestContext> open) {
        try {
            Promise promise = promise(workings.json(), random, name, open);
            workings.writer().offer(promise.append);
            return Optional.of(promise);
        } catch (AuditUnavailable e) {
            return Optional.empty();
        }
    }

    private static Promise promise(EntryJson json, Random random, String name, List<RequestContext> open) {
        Append append;
        String marker;
        if (open.isEmpty() || random.nextInt(3) == 0 && open.size() < 3) {
            RequestContext context = Samples.context("request-" + name);
            open.add(context);
            marker = "\"request-" + name + "\"";
            append = Append.of(context, List.of(json.encode(Samples.RECEIVED, context)));
        } else if (random.nextBoolean()) {
            RequestContext context = open.remove(random.nextInt(open.size()));
            marker = "\"" + context.request() + "\"";
            append = Append.of(context, List.of(json.encode(Samples.DISCLOSED, context),
                    json.encode(Samples.ANSWERED, context)));
        } else {
            marker = "\"deleted-" + name + "\"";
            append = Append.of(json.encode(Samples.deleted("deleted-" + name)));
        }
        return new Promise(append, marker);
    }

    private static void assertChained(List<AuditEntry> entries) {
        Leaf previous = Leaf.NONE;
        long epoch = 0;
        for (int i = 0; i < entries.size(); i++) {
            JsonNode json = Json.read(entries.get(i).bytes());
            assertThat(json.required("position").asLong()).isEqualTo(i);
            assertThat(json.required("previous").asString()).isEqualTo(previous.hex());
            assertThat(json.required("epoch").asLong()).isGreaterThanOrEqualTo(epoch);
            assertThat(json.path("bodies").size()).isEqualTo(entries.get(i).bodies().size());
            for (int b = 0; b < entries.get(i).bodies().size(); b++) {
                assertThat(entries.get(i).bodies().get(b)).as("sealed under a key that is durable")
                        .isInstanceOf(StoredBody.Opened.class);
            }
            epoch = json.required("epoch").asLong();
            previous = Leaf.of(entries.get(i).bytes());
        }
    }

    private static void assertEachRequestClosedOnce(List<AuditEntry> entries) {
        Map<String, List<String>> requests = new HashMap<>();
        for (AuditEntry entry : entries) {
            JsonNode json = Json.read(entry.bytes());
            if (json.has("route")) {
                requests.computeIfAbsent(json.required("request").asString(), _ -> new ArrayList<>())
                        .add(entry.kind());
            }
        }
        requests.forEach((request, kinds) -> {
            assertThat(kinds).as(request).startsWith("Received");
            assertThat(kinds.subList(1, kinds.size())).as(request)
                    .isIn(List.of("Aborted"), List.of("Disclosed", "Answered"));
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aDamagedDirectoryNeverGivesWrongEntries(long seed) {
        Random random = new Random(seed);
        Stage stage = Stage.small(new SimulatedDisk());
        Workings workings = stage.assemble();
        for (int i = 0; i < 40; i++) {
            workings.writer().offer(Append.of(workings.json().encode(Samples.deleted("d" + i))));
            workings.writer().step();
        }
        List<AuditEntry> before = Stage.entries(workings);
        SimulatedDisk damaged = stage.disk.copy();
        String file = damaged.files().stream().filter(name -> name.endsWith(".seg")).toList().get(random.nextInt(3));
        byte[] content = damaged.content(file);
        content[random.nextInt(content.length)] ^= (byte) (1 + random.nextInt(255));
        damaged.put(file, content);
        try {
            List<AuditEntry> after = Stage.entries(Stage.small(damaged).assemble());
            int common = Math.min(before.size(), after.size()) - 2;
            assertThat(after.subList(0, common)).isEqualTo(before.subList(0, common));
        } catch (AuditStartRefused e) {
            assertThat(e.exitCode()).isEqualTo(AuditStartRefused.CORRUPT);
        } catch (AuditUnavailable e) {
            assertThat(e.reason()).isEqualTo(Unavailability.READ);
        }
    }
}
