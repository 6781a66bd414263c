package io.sallyport.index;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sallyport.document.DocumentId;
import io.sallyport.document.Visibility;

/// Removes chunks that no record claims: those of an overtaken write, of a replaced version, of a write that was
/// interrupted. They are never shown, so where nobody waits for it a failure is only logged.
final class Tidying {

    private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);
    /// Longer than any write with all its calls.
    private static final Duration LONGEST_WRITE = Duration.ofMinutes(15);

    private final ChunkStore chunks;
    private final ChunkSearch searches;
    private final Clock clock;

    Tidying(ChunkStore chunks, ChunkSearch searches, Clock clock) {
        this.chunks = chunks;
        this.searches = searches;
        this.clock = clock;
    }

    /// Removes these chunks and what interrupted writes of the document left.
    ///
    /// @throws IndexUnavailable when they may still be there
    void remove(IndexNames names, DocumentId document, List<String> ids, Visibility visibility) {
        chunks.remove(names, ids, visibility);
        chunks.remove(names, leftovers(names, document, Optional.empty()), visibility);
    }

    /// Tries to remove these chunks.
    void tryRemove(IndexNames names, DocumentId document, List<String> ids) {
        attempt(document, () -> chunks.remove(names, ids, Visibility.EVENTUAL));
    }

    /// Tries to remove what interrupted writes left of other versions.
    void tryRemoveLeftovers(IndexNames names, DocumentId document, String version) {
        attempt(document, () -> chunks.remove(
                names, leftovers(names, document, Optional.of(version)), Visibility.EVENTUAL));
    }

    private List<String> leftovers(IndexNames names, DocumentId document, Optional<String> kept) {
        var before = clock.instant().minus(LONGEST_WRITE);
        return searches.leftovers(names, IndexNames.record(document), kept, before);
    }

    private static void attempt(DocumentId document, Runnable removal) {
        try {
            removal.run();
        } catch (IndexUnavailable failed) {
            LOG.warn("Chunks of {} that no record claims are still there: {}", document, failed.getMessage());
        }
    }
}
