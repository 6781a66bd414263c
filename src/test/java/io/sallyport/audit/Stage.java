package io.sallyport.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/// A log on a simulated disk, with a clock that stands still and a process that only notes it should end.
final class Stage {

    static final int SEGMENT = 8192;
    final SimulatedDisk disk;
    final Limits limits;
    final List<Integer> exits = Collections.synchronizedList(new ArrayList<>());
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final AtomicLong nanos = new AtomicLong();
    final Clock clock = Clock.fixed(Instant.parse("2026-09-14T08:30:00Z"), ZoneOffset.UTC);
    long floor;

    Stage(SimulatedDisk disk, Limits limits) {
        this.disk = disk;
        this.limits = limits;
    }

    static Stage small(SimulatedDisk disk) {
        return new Stage(disk, new Limits(SEGMENT, 1 << 20, Duration.ofSeconds(5)));
    }

    static Stage roomy(SimulatedDisk disk) {
        return new Stage(disk, new Limits(1 << 20, 4 << 20, Duration.ofSeconds(5)));
    }

    static final AuditKeys KEYS = new AuditKeys(new HeldKeyEncryption(secret(1), "a sealing key"),
            new ReferenceKey(secret(2), "a reference key"));

    AuditKeys keys = KEYS;

    static byte[] secret(int seed) {
        byte[] secret = new byte[32];
        new Random(seed).nextBytes(secret);
        return secret;
    }

    static final String ORIGIN = "test/0/00000000";

    /// The keys of a log that is not there.
    static KeyRing keyRing(Disk disk) {
        try {
            return KeyRing.open(disk, ORIGIN, KEYS, new Poison(_ -> {}), Duration.ofSeconds(5), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Premises premises() {
        return new Premises(disk, "test/0", limits, clock, nanos::get, meters, exits::add, "test", keys, floor);
    }

    /// Driven by the test.
    Workings assemble() {
        return LogStart.assemble(premises());
    }

    /// With threads.
    AuditLog start() {
        return LogStart.start(premises());
    }

    static void drive(Workings workings) {
        while (workings.writer().step()) {
            continue;
        }
    }

    static List<AuditEntry> entries(Workings workings) {
        return entries(new AuditLog(workings));
    }

    static List<AuditEntry> entries(AuditLog log) {
        List<AuditEntry> all = new ArrayList<>();
        OptionalLong after = OptionalLong.empty();
        do {
            EntryPage page = log.entries(EntryFilter.all(), EntryOrder.OLDEST_FIRST, after, AuditLog.PAGE);
            all.addAll(page.entries());
            after = page.next();
        } while (after.isPresent());
        return all;
    }

    static List<String> kinds(AuditLog log) {
        return entries(log).stream().map(AuditEntry::kind).toList();
    }
}
