package io.sallyport.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

import tools.jackson.databind.JsonNode;

/// Reads entries back, only forced ones. Each page opens its own files, so that an interrupted reader disturbs
/// nobody.
final class LogReader {

    private static final int MOST_READ = 50_000;
    private static final long MOST_BYTES = 8L << 20;

    private final Disk disk;
    private final Supplier<Committed> committed;
    private final KeyRing keys;
    private final Map<Long, SegmentMarks> marks = new ConcurrentHashMap<>();

    LogReader(Disk disk, Supplier<Committed> committed, KeyRing keys) {
        this.disk = disk;
        this.committed = committed;
        this.keys = keys;
    }

    Optional<AuditEntry> entry(long position) {
        if (position < 0 || position >= committed.get().size()) {
            return Optional.empty();
        }
        EntryPage page = page(EntryFilter.all(), EntryOrder.OLDEST_FIRST, OptionalLong.of(position - 1), 1);
        return page.entries().stream().findFirst();
    }

    /// A page of entries with the bodies that officers see.
    EntryPage page(EntryFilter filter, EntryOrder order, OptionalLong after, int limit) {
        return page(new Selection(filter::selects, new BodyReader(keys, Body.Part::shown)), order, after, limit);
    }

    /// The newest of the entries that say what policy saw of a request, each with that body alone.
    DecidedPage decided(EntryFilter filter, OptionalLong after, int limit) {
        BodyReader reader = new BodyReader(keys, part -> part == Body.Part.ATTRIBUTES);
        List<RequestId> received = new ArrayList<>();
        Predicate<JsonNode> decisions = json -> {
            boolean selected = filter.selects(json);
            DecisionJson.begun(json).filter(_ -> selected).ifPresent(received::add);
            return selected && DecisionJson.has(json);
        };
        EntryPage page = page(new Selection(decisions, reader), EntryOrder.NEWEST_FIRST, after, limit);
        return new DecidedPage(page.entries().stream().map(DecisionJson::read).toList(), received, page.next());
    }

    /// Which entries, and which of their bodies are opened.
    private record Selection(Predicate<JsonNode> entries, BodyReader bodies) {}

    private EntryPage page(Selection selection, EntryOrder order, OptionalLong after, int limit) {
        Committed log = committed.get();
        boolean up = order == EntryOrder.OLDEST_FIRST;
        long position = up ? after.orElse(-1) + 1 : Math.min(after.orElse(log.size()), log.size()) - 1;
        try (ReadSession session = new ReadSession(disk, log, marks)) {
            return page(session, selection, up, Math.max(up ? 0 : -1, position), limit);
        } catch (IOException e) {
            throw new AuditUnavailable(Unavailability.READ, "the audit log cannot be read: " + e.getMessage(), e);
        }
    }

    private static EntryPage page(ReadSession session, Selection selection, boolean up, long start, int limit)
            throws IOException {
        List<AuditEntry> found = new ArrayList<>();
        long position = start;
        long bytes = 0;
        int read = 0;
        while (position >= 0 && position < session.log().size() && read < MOST_READ && found.size() < limit
                && bytes < MOST_BYTES) {
            List<StoredEntry> block = session.block(position);
            for (StoredEntry stored : up ? block : block.reversed()) {
                boolean passed = up ? stored.position() < position : stored.position() > position;
                if (passed || found.size() == limit || bytes >= MOST_BYTES) {
                    continue;
                }
                read++;
                position = stored.position() + (up ? 1 : -1);
                JsonNode json = stored.parse();
                if (selection.entries().test(json)) {
                    found.add(session.complete(stored, json, selection.bodies()));
                    bytes += bytes(found.getLast());
                }
            }
        }
        boolean more = position >= 0 && position < session.log().size();
        return new EntryPage(found, more ? OptionalLong.of(position - (up ? 1 : -1)) : OptionalLong.empty(),
                session.log().size());
    }

    private static long bytes(AuditEntry entry) {
        return entry.json().length()
                + entry.bodies().stream().mapToLong(body -> body.text().map(String::length).orElse(0)).sum();
    }
}
