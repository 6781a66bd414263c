package io.sallyport.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What waits to be written, in order of arrival, bounded in bytes.
final class AppendQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Append> waiting = new ArrayDeque<>();
    private final Limits limits;
    private long bytes;
    private boolean closed;

    AppendQueue(Limits limits) {
        this.limits = limits;
    }

    /// Takes the append in.
    ///
    /// @throws AuditUnavailable if too many bytes wait, or the queue is closed
    void add(Append append) {
        lock.lock();
        try {
            if (closed) {
                throw new AuditUnavailable(Unavailability.CLOSED, "the audit log is closed");
            }
            if (bytes + append.bytes() > limits.queueBytes()) {
                throw new AuditUnavailable(Unavailability.QUEUE_FULL, bytes + " bytes wait for the audit log, at most "
                        + limits.queueBytes() + " may (sallyport.audit.queue)");
            }
            waiting.add(append);
            bytes += append.bytes();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// The next batch; waits for one. Empty only after [#close()], when nothing is left.
    List<Append> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            return batch();
        } finally {
            lock.unlock();
        }
    }

    /// The next batch, empty if nothing waits.
    List<Append> poll() {
        lock.lock();
        try {
            return batch();
        } finally {
            lock.unlock();
        }
    }

    private List<Append> batch() {
        List<Append> batch = new ArrayList<>();
        int entries = 0;
        long size = 0;
        for (Append next = waiting.peek(); next != null; next = waiting.peek()) {
            entries += next.entries().size();
            size += next.bytes();
            if (!batch.isEmpty() && (entries > Limits.BATCH_ENTRIES || size > limits.batchBytes())) {
                break;
            }
            batch.add(waiting.remove());
            bytes -= next.bytes();
        }
        return batch;
    }

    /// No further append is taken in; those waiting still are handed out.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }
}
