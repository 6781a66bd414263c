package io.sallyport.audit;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Opens a log. Before anything else is recorded, the requests the last process left open are closed.
final class LogStart {

    private LogStart() {}

    static AuditLog start(Premises premises) {
        Workings workings = assemble(premises);
        Thread writer = Thread.ofPlatform().name("sallyport-audit-writer").start(workings.writer()::run);
        ScheduledExecutorService ticking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("sallyport-audit-watch").factory());
        var _ = ticking.scheduleWithFixedDelay(workings.upkeep()::tick, 1, 1, TimeUnit.SECONDS);
        return new AuditLog(workings.with(new Workings.Threads(writer, ticking)));
    }

    /// Opens the log without threads of its own: whoever calls drives writer and upkeep.
    static Workings assemble(Premises premises) {
        try {
            premises.disk().prepare();
            AutoCloseable lock = premises.disk().lock();
            try {
                return begin(premises, lock);
            } catch (IOException | RuntimeException e) {
                Closing.quietly(lock);
                throw e;
            }
        } catch (IOException e) {
            throw new AuditStartRefused(AuditStartRefused.UNUSABLE,
                    "the audit directory cannot be used: " + e + "; check sallyport.audit.directory"
                            + " (docs/reference/audit-log.md#unusable)",
                    e);
        }
    }

    private static Workings begin(Premises premises, AutoCloseable lock) throws IOException {
        NextSegment next = new NextSegment(premises.disk(), premises.limits().segmentLength());
        next.adopt();
        Recovered recovered = new Recovery(premises.disk(), newOrigin(premises.name()),
                premises.limits().segmentLength(), premises.floor()).run(next);
        next.prepare();
        Workings workings = wire(premises, lock, next, recovered);
        try {
            settle(premises, workings, recovered.tornTails());
            return workings;
        } catch (IOException | RuntimeException e) {
            Closing.quietly(workings.tape());
            throw e;
        }
    }

    private static String newOrigin(String name) {
        byte[] drawn = new byte[4];
        new SecureRandom().nextBytes(drawn);
        return name + "/" + HexFormat.of().formatHex(drawn);
    }

    private static Workings wire(Premises premises, AutoCloseable lock, NextSegment next, Recovered recovered)
            throws IOException {
        Disk disk = premises.disk();
        Limits limits = premises.limits();
        Poison poison = new Poison(premises.halt());
        KeyRing keys = KeyRing.open(disk, recovered.origin(), premises.keys(), poison, limits.deadline(),
                recovered.end().size() == 0);
        AuditMeters meters = new AuditMeters(premises.meters());
        Tape tape = new Tape(disk, next, limits.segmentLength(), recovered);
        AppendQueue queue = new AppendQueue(limits);
        OpenRequests open = recovered.open();
        Writer writer = new Writer(queue, tape, open, poison, meters, premises.nanos());
        Sums<Unavailability> turnedAway = new Sums<>(Unavailability.class, premises.clock());
        Sums<AuthenticationFailure> failures = new Sums<>(AuthenticationFailure.class, premises.clock());
        Recorder recorder = new Recorder(writer, limits, meters, turnedAway);
        EntryJson json = new EntryJson(tape.origin(), premises.clock(), premises.nanos(), keys, new SecureRandom());
        Trails trails = new Trails(limits);
        Capacity capacity = new Capacity(disk, limits);
        Upkeep upkeep = new Upkeep(new Watch(disk, tape), capacity, next, writer, open, trails, json, failures,
                turnedAway);
        gauges(meters, queue, tape, poison, capacity, open);
        return new Workings(lock, queue, tape, writer, open, poison, capacity, json, recorder, trails,
                new LogReader(disk, tape::committed, keys), failures, keys, upkeep, new AtomicBoolean(),
                Optional.empty());
    }

    private static void gauges(AuditMeters meters, AppendQueue queue, Tape tape, Poison poison, Capacity capacity,
            OpenRequests open) {
        meters.gauge("queue.bytes", queue, AppendQueue::bytes);
        meters.gauge("size", tape, log -> log.committed().size());
        meters.gauge("poisoned", poison, found -> found.spread() ? 1 : 0);
        meters.gauge("space.free", capacity, Capacity::free);
        meters.gauge("open.requests", open, OpenRequests::count);
    }

    private static void settle(Premises premises, Workings workings, List<TornTail> tornTails) throws IOException {
        List<RequestContext> left = workings.open().contexts();
        List<OperationalEvent> events = new ArrayList<>(tornTails.stream().map(TornTail::event).toList());
        events.add(new Started(premises.version(), left.size()));
        workings.capacity().measure().ifPresent(events::add);
        recordAll(workings, left, events);
        for (TornTail tail : tornTails) {
            tail.recorded(premises.disk());
        }
    }

    /// Records before the writer has its own thread.
    private static void recordAll(Workings workings, List<RequestContext> left, List<OperationalEvent> events) {
        List<Append> appends = new ArrayList<>();
        for (RequestContext context : left) {
            Aborted aborted = new Aborted(AbortCause.PROCESS_ENDED, Optional.empty(), List.of());
            appends.add(Append.of(context, List.of(workings.json().encode(aborted, context))));
        }
        events.forEach(event -> appends.add(Append.of(workings.json().encode(event))));
        for (Append append : appends) {
            workings.writer().offer(append);
            while (workings.queue().bytes() > (1 << 20) && workings.writer().step()) {
                continue;
            }
        }
        while (workings.writer().step()) {
            continue;
        }
        appends.forEach(LogStart::mustBeDurable);
    }

    private static void mustBeDurable(Append append) {
        if (append.durable().isCompletedExceptionally()) {
            throw new AuditStartRefused(AuditStartRefused.UNUSABLE,
                    "the audit log cannot be written at start; check sallyport.audit.directory"
                            + " (docs/reference/audit-log.md#unusable)",
                    append.durable().exceptionNow());
        }
    }
}
