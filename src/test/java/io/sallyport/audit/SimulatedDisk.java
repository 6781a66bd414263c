package io.sallyport.audit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// A disk in memory that can lose its power: then sectors written and not forced survive, vanish or tear, each by
/// chance and in no order, and renames survive only up to some point unless their folder was forced. It can also fail.
final class SimulatedDisk implements Disk {

    private static final int SECTOR = 512;

    private record NameChange(String folder, Consumer<Map<String, Inode>> change) {}

    private record PendingWrite(int offset, byte[] bytes) {}

    private final class Inode {
        private final int id;
        private byte[] now = new byte[0];
        private byte[] durable = new byte[0];
        private final List<PendingWrite> pending = new ArrayList<>();

        Inode(int id) {
            this.id = id;
        }

        void write(int offset, byte[] bytes) {
            now = put(now, offset, bytes);
            pending.add(new PendingWrite(offset, bytes));
        }

        void force() {
            for (PendingWrite write : pending) {
                durable = put(durable, write.offset, write.bytes);
            }
            pending.clear();
        }
    }

    private final Set<String> folders = new HashSet<>();
    private final Map<String, Inode> names = new TreeMap<>();
    private final Map<String, Inode> durableNames = new TreeMap<>();
    private final List<NameChange> pendingNames = new ArrayList<>();
    private int inodes;
    private boolean locked;
    private int powerFor = Integer.MAX_VALUE;
    volatile long space = Long.MAX_VALUE;
    volatile boolean failsWrites;
    volatile boolean failsForces;
    volatile boolean failsCreations;
    volatile int forcesTried;
    /// Closed by draining its permits: forces then wait.
    final Semaphore forces = new Semaphore(Integer.MAX_VALUE / 2);

    /// The power goes after this many changes; all later ones fail.
    synchronized void powerFor(int changes) {
        powerFor = changes;
    }

    synchronized boolean dead() {
        return powerFor <= 0;
    }

    private synchronized void spend() throws IOException {
        if (powerFor-- <= 0) {
            powerFor = 0;
            throw new IOException("the power is gone");
        }
    }

    /// What is found after the power has come back.
    synchronized SimulatedDisk powerCut(Random random) {
        SimulatedDisk after = new SimulatedDisk();
        int survivors = pendingNames.isEmpty() ? 0 : random.nextInt(pendingNames.size() + 1);
        Map<String, Inode> found = new TreeMap<>(durableNames);
        pendingNames.subList(0, survivors).forEach(change -> change.change.accept(found));
        found.forEach((name, inode) -> after.put(name, survived(inode, random)));
        return after;
    }

    private static byte[] survived(Inode inode, Random random) {
        byte[] content = inode.durable.clone();
        for (PendingWrite write : inode.pending) {
            for (int at = 0; at < write.bytes.length;) {
                int end = Math.min(write.bytes.length, at + SECTOR - (write.offset + at) % SECTOR);
                int chance = random.nextInt(10);
                if (chance < 4) {
                    content = put(content, write.offset + at, Arrays.copyOfRange(write.bytes, at, end));
                } else if (chance < 6) {
                    int torn = at + random.nextInt(end - at);
                    content = put(content, write.offset + at, Arrays.copyOfRange(write.bytes, at, torn));
                }
                at = end;
            }
        }
        return content;
    }

    private static byte[] put(byte[] content, int offset, byte[] bytes) {
        byte[] result = content.length < offset + bytes.length
                ? Arrays.copyOf(content, offset + bytes.length)
                : content;
        System.arraycopy(bytes, 0, result, offset, bytes.length);
        return result;
    }

    /// Puts a durable file there, as file surgery does.
    synchronized void put(String name, byte[] content) {
        Inode inode = new Inode(inodes++);
        inode.now = content.clone();
        inode.durable = content.clone();
        names.put(name, inode);
        durableNames.put(name, inode);
    }

    /// Shortens a file in place, as file surgery does.
    synchronized void truncate(String name, int length) throws IOException {
        Inode inode = inode(name);
        inode.now = Arrays.copyOf(inode.now, length);
    }

    synchronized byte[] content(String name) {
        Inode inode = names.get(name);
        if (inode == null) {
            throw new IllegalArgumentException("no file " + name);
        }
        return inode.now.clone();
    }

    synchronized List<String> files() {
        return List.copyOf(names.keySet());
    }

    /// A copy of all that is there now, as after a clean power-off; the lock is free.
    synchronized SimulatedDisk copy() {
        SimulatedDisk copy = new SimulatedDisk();
        names.forEach((name, inode) -> copy.put(name, inode.now));
        return copy;
    }

    @Override
    public void prepare() {}

    @Override
    public synchronized boolean makeFolder(String name) {
        return folders.add(name);
    }

    @Override
    public synchronized boolean exists(String name) {
        return names.containsKey(name);
    }

    @Override
    public synchronized List<String> list(String folder) {
        return names.keySet().stream().filter(name -> name.startsWith(folder + "/"))
                .map(name -> name.substring(folder.length() + 1)).toList();
    }

    @Override
    public synchronized SegmentFile create(String name) throws IOException {
        spend();
        if (failsCreations) {
            throw new IOException("no space left on device");
        }
        Inode inode = new Inode(inodes++);
        change(name, map -> map.put(name, inode));
        return new OpenFile(inode);
    }

    @Override
    public synchronized SegmentFile open(String name) throws IOException {
        return new OpenFile(inode(name));
    }

    @Override
    public synchronized SegmentFile openForReading(String name) throws IOException {
        return new OpenFile(inode(name));
    }

    private Inode inode(String name) throws IOException {
        Inode inode = names.get(name);
        if (inode == null) {
            throw new FileNotFoundException(name);
        }
        return inode;
    }

    private void change(String name, Consumer<Map<String, Inode>> change) {
        change.accept(names);
        int slash = name.lastIndexOf('/');
        pendingNames.add(new NameChange(slash < 0 ? "" : name.substring(0, slash), change));
    }

    @Override
    public synchronized void move(String from, String to) throws IOException {
        spend();
        Inode inode = inode(from);
        change(to, map -> {
            map.remove(from);
            map.put(to, inode);
        });
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        spend();
        change(name, map -> map.remove(name));
    }

    @Override
    public synchronized void forceDirectory(String folder) throws IOException {
        spend();
        for (NameChange change : List.copyOf(pendingNames)) {
            if (change.folder.equals(folder)) {
                change.change.accept(durableNames);
                pendingNames.remove(change);
            }
        }
    }

    @Override
    public synchronized Identity identity(String name) throws IOException {
        Inode inode = inode(name);
        return new Identity("inode " + inode.id, inode.now.length);
    }

    @Override
    public long space() {
        return space;
    }

    @Override
    public synchronized AutoCloseable lock() {
        if (locked) {
            throw new AuditStartRefused(AuditStartRefused.LOCKED, "in use");
        }
        locked = true;
        if (!names.containsKey(Layout.LOCK)) {
            put(Layout.LOCK, new byte[0]);
        }
        return () -> {
            synchronized (this) {
                locked = false;
            }
        };
    }

    private final class OpenFile implements SegmentFile {
        private final Inode inode;

        OpenFile(Inode inode) {
            this.inode = inode;
        }

        @Override
        public int write(ByteBuffer bytes, long offset) throws IOException {
            synchronized (SimulatedDisk.this) {
                if (failsWrites) {
                    throw new IOException("injected write error");
                }
                byte[] written = new byte[bytes.remaining()];
                bytes.get(written);
                inode.write((int) offset, written);
                spend();
                return written.length;
            }
        }

        @Override
        public int read(ByteBuffer into, long offset) {
            synchronized (SimulatedDisk.this) {
                int length = (int) Math.min(into.remaining(), inode.now.length - offset);
                if (length <= 0) {
                    return -1;
                }
                into.put(inode.now, (int) offset, length);
                return length;
            }
        }

        @Override
        public void force(boolean metadata) throws IOException {
            forces.acquireUninterruptibly();
            forces.release();
            synchronized (SimulatedDisk.this) {
                forcesTried++;
                if (failsForces) {
                    failsForces = false;
                    throw new IOException("injected force error, the next one would succeed");
                }
                spend();
                inode.force();
            }
        }

        @Override
        public long length() {
            synchronized (SimulatedDisk.this) {
                return inode.now.length;
            }
        }

        @Override
        public void close() {}
    }
}
