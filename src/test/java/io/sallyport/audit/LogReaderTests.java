package io.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogReaderTests {

    private final Stage stage = Stage.small(new SimulatedDisk());
    private final Workings workings = stage.assemble();
    private final AuditLog log = new AuditLog(workings);

    @BeforeEach
    void write() {
        for (int i = 1; i < 200; i++) {
            workings.writer().offer(Append.of(workings.json().encode(Samples.deleted("d" + i))));
            Stage.drive(workings);
        }
        RequestContext context = Samples.context("q");
        EntryJson json = workings.json();
        workings.writer().offer(Append.of(context, List.of(json.encode(Samples.RECEIVED, context),
                json.encode(Samples.egressed("the prompt"), context), json.encode(Samples.ANSWERED, context))));
        Stage.drive(workings);
        assertThat(workings.tape().committed().firsts()).hasSizeGreaterThan(5);
    }

    private List<Long> positions(EntryOrder order, int limit) {
        List<Long> all = new ArrayList<>();
        OptionalLong after = OptionalLong.empty();
        do {
            EntryPage page = log.entries(EntryFilter.all(), order, after, limit);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
            page.entries().forEach(entry -> all.add(entry.position()));
            after = page.next();
        } while (after.isPresent());
        return all;
    }

    @Test
    void pagesInBothOrdersHoldEveryEntryOnce() {
        List<Long> ascending = LongStream.range(0, 203).boxed().toList();
        for (int limit : List.of(1, 7, 64, 65, 1000)) {
            assertThat(positions(EntryOrder.OLDEST_FIRST, limit)).isEqualTo(ascending);
            assertThat(positions(EntryOrder.NEWEST_FIRST, limit)).isEqualTo(ascending.reversed());
        }
    }

    @Test
    void everyEntryIsFoundByItsPosition() {
        for (long position = 0; position < 203; position++) {
            assertThat(log.entry(position).orElseThrow().position()).isEqualTo(position);
        }
        assertThat(log.entry(203)).isEmpty();
        assertThat(log.entry(-1)).isEmpty();
    }

    @Test
    void anEntryComesWithItsBodies() {
        assertThat(log.entry(201).orElseThrow().bodies())
                .containsExactly(new StoredBody.Opened("prompt", "the prompt"));
        assertThat(log.entry(202).orElseThrow().bodies()).extracting(StoredBody::part).containsExactly("answer",
                "sent-sha256");
    }

    @Test
    void eachCriterionSelects() {
        EntryFilter all = EntryFilter.all();
        assertThat(found(all.ofKind("Egressed"))).containsExactly(201L);
        assertThat(found(all.ofRequest(new RequestId("q")))).containsExactly(200L, 201L, 202L);
        assertThat(found(all.ofSubject(Samples.BOB))).containsExactly(200L, 201L, 202L);
        assertThat(found(all.ofSubject(Samples.OLGA))).hasSize(199);
        assertThat(found(all.ofDocument("finance/d7"))).containsExactly(7L);
        assertThat(found(all.ofDocument("finance/rotterdam-move-budget"))).containsExactly(201L);
        assertThat(found(with(Optional.of("desk-app"), Optional.empty()))).containsExactly(200L, 201L, 202L);
        assertThat(found(with(Optional.empty(), Optional.of("standin")))).containsExactly(201L);
        assertThat(found(all.ofKind("Egressed").ofSubject(Samples.OLGA))).isEmpty();
    }

    @Test
    void aTenantSeesOnlyItsOwnEntries() {
        assertThat(found(EntryFilter.all().ofTenant("halden"))).hasSize(202).doesNotContain(0L);
        assertThat(found(EntryFilter.all().ofTenant("halden-clinic"))).isEmpty();
    }

    @Test
    void timesBoundFromInclusiveToExclusive() {
        Instant now = stage.clock.instant();
        assertThat(found(within(Optional.of(now), Optional.empty()))).hasSize(203);
        assertThat(found(within(Optional.of(now.plusMillis(1)), Optional.empty()))).isEmpty();
        assertThat(found(within(Optional.empty(), Optional.of(now)))).isEmpty();
        assertThat(found(within(Optional.empty(), Optional.of(now.plusMillis(1))))).hasSize(203);
    }

    @Test
    void whatIsNotForcedIsNotShown() {
        workings.writer().offer(Append.of(workings.json().encode(Samples.deleted("late"))));
        stage.disk.failsForces = true;
        Stage.drive(workings);
        assertThat(new String(stage.disk.content(workings.tape().active()), StandardCharsets.UTF_8))
                .as("it is on the disk").contains("late");
        assertThat(log.entry(203)).isEmpty();
        assertThat(positions(EntryOrder.NEWEST_FIRST, 10)).hasSize(203);
    }

    @Test
    void damageInAnOldSegmentIsNeverShownAsAnEntry() {
        String segment = Layout.segment(workings.tape().committed().firsts().get(1));
        byte[] content = stage.disk.content(segment);
        content[2000] ^= 1;
        stage.disk.put(segment, content);
        assertThatThrownBy(() -> positions(EntryOrder.OLDEST_FIRST, 10)).isInstanceOfSatisfying(
                AuditUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Unavailability.READ));
    }

    @Test
    void aLimitOutOfBoundsIsRefused() {
        for (int limit : List.of(0, 1001)) {
            assertThatThrownBy(
                    () -> log.entries(EntryFilter.all(), EntryOrder.OLDEST_FIRST, OptionalLong.empty(), limit))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1 to 1000");
        }
    }

    @Test
    void aPageBehindTheEndIsEmpty() {
        assertThat(log.entries(EntryFilter.all(), EntryOrder.OLDEST_FIRST, OptionalLong.of(500), 10).entries())
                .isEmpty();
        assertThat(log.entries(EntryFilter.all(), EntryOrder.NEWEST_FIRST, OptionalLong.of(500), 10).entries())
                .hasSize(10);
        assertThat(log.entries(EntryFilter.all(), EntryOrder.NEWEST_FIRST, OptionalLong.of(0), 10).entries())
                .isEmpty();
    }

    private List<Long> found(EntryFilter filter) {
        List<Long> found = new ArrayList<>();
        OptionalLong after = OptionalLong.empty();
        do {
            EntryPage page = log.entries(filter, EntryOrder.OLDEST_FIRST, after, 50);
            page.entries().forEach(entry -> found.add(entry.position()));
            after = page.next();
        } while (after.isPresent());
        return found;
    }

    private static EntryFilter with(Optional<String> client, Optional<String> model) {
        return new EntryFilter(Optional.empty(), Optional.empty(), Optional.empty(), client, Optional.empty(),
                Optional.empty(), model, Optional.empty(), Optional.empty());
    }

    private static EntryFilter within(Optional<Instant> from, Optional<Instant> to) {
        return new EntryFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), from, to);
    }
}
