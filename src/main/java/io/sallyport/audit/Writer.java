package io.sallyport.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Makes appends durable, a batch at a time: one write, one force, then the acknowledgements. The next batch is
/// written only after the force has returned. The first failure poisons the log.
final class Writer {

    private final AppendQueue queue;
    private final Tape tape;
    private final OpenRequests open;
    private final Poison poison;
    private final AuditMeters meters;
    private final LongSupplier nanos;
    private volatile long lastDurable;

    Writer(AppendQueue queue, Tape tape, OpenRequests open, Poison poison, AuditMeters meters, LongSupplier nanos) {
        this.queue = queue;
        this.tape = tape;
        this.open = open;
        this.poison = poison;
        this.meters = meters;
        this.nanos = nanos;
        this.lastDurable = nanos.getAsLong();
    }

    /// Hands an append over; from any thread.
    ///
    /// @throws AuditUnavailable if it was not taken in; nothing of it will be written
    void offer(Append append) {
        if (poison.spread()) {
            throw poison.unavailable();
        }
        queue.add(append);
        if (poison.spread()) {
            drain();
        }
    }

    /// Poisons the log from any thread and fails all that waits.
    void poison(String where, Throwable why) {
        poison.spread(where, why);
        drain();
    }

    private void drain() {
        for (List<Append> rest = queue.poll(); !rest.isEmpty(); rest = queue.poll()) {
            rest.forEach(append -> append.fail(poison.unavailable()));
        }
    }

    /// Writes until the queue is closed and empty; the body of the writer's thread.
    void run() {
        for (List<Append> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
            commit(batch);
        }
    }

    /// Writes one batch of what waits; false if nothing waits.
    boolean step() {
        List<Append> batch = queue.poll();
        if (!batch.isEmpty()) {
            commit(batch);
        }
        return !batch.isEmpty();
    }

    private void commit(List<Append> batch) {
        if (poison.spread()) {
            batch.forEach(append -> append.fail(poison.unavailable()));
            return;
        }
        try {
            List<Append> admitted = admitted(withRoom(batch));
            if (!admitted.isEmpty()) {
                acknowledge(admitted, tape.write(admitted, meters));
            }
        } catch (Throwable why) {
            poison("writing to " + tape.active(), why);
            batch.forEach(append -> append.fail(poison.unavailable()));
        }
    }

    private List<Append> withRoom(List<Append> batch) throws IOException {
        long bytes = batch.stream().mapToLong(Append::bytes).sum();
        if (tape.hasRoom(bytes) || tape.roll(open.contexts())) {
            return batch;
        }
        List<Append> fitting = new ArrayList<>();
        long used = 0;
        for (Append append : batch) {
            if (tape.hasRoom(used + append.bytes())) {
                fitting.add(append);
                used += append.bytes();
            } else {
                append.fail(new AuditUnavailable(Unavailability.SPACE,
                        "no audit segment is left to write to; the volume is full"));
            }
        }
        return fitting;
    }

    private List<Append> admitted(List<Append> batch) {
        List<Append> admitted = new ArrayList<>();
        for (Append append : batch) {
            Optional<String> defect = open.admit(append);
            if (defect.isEmpty()) {
                admitted.add(append);
            } else {
                append.fail(new IllegalStateException("an entry of a request is out of order: " + defect.get()));
            }
        }
        return admitted;
    }

    private void acknowledge(List<Append> batch, long first) {
        lastDurable = nanos.getAsLong();
        meters.batch(batch.stream().mapToInt(append -> append.entries().size()).sum());
        long position = first;
        for (Append append : batch) {
            if (poison.spread()) {
                append.fail(poison.unavailable());
            }
            append.durable().complete(position);
            position += append.entries().size();
        }
    }

    /// When the last batch became durable, in nanoseconds of the given source.
    long lastDurable() {
        return lastDurable;
    }
}
