package io.sallyport.audit;

import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/// The parts of an open log.
///
/// @param lock held until the log is closed
/// @param threads the writer's thread and the ticking of the upkeep; empty if a test drives them
record Workings(AutoCloseable lock, AppendQueue queue, Tape tape, Writer writer, OpenRequests open, Poison poison,
        Capacity capacity, EntryJson json, Recorder recorder, Trails trails, LogReader reader,
        Sums<AuthenticationFailure> failures, KeyRing keys, Upkeep upkeep, AtomicBoolean closed,
        Optional<Threads> threads) {

    /// @param writer the one thread that writes
    /// @param ticking calls the upkeep each second
    record Threads(Thread writer, ScheduledExecutorService ticking) {}

    Workings with(Threads running) {
        return new Workings(lock, queue, tape, writer, open, poison, capacity, json, recorder, trails, reader, failures,
                keys, upkeep, closed, Optional.of(running));
    }
}
