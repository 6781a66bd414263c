package io.sallyport.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Acl;
import io.sallyport.document.Document;
import io.sallyport.document.Principal;
import io.sallyport.document.Schema;
import io.sallyport.document.Visibility;
import io.sallyport.index.ChunkIndex;
import io.sallyport.index.Samples;
import io.sallyport.index.TestIndex;
import io.sallyport.index.WriteConflict;

/// When a revoke has returned, nobody gets the document any more, whatever else is going on.
class RevocationIT {

    private static final int RACES = 60 * Integer.getInteger("sallyport.laws.rounds", 1);
    private static final Principal ALICE = new Principal("user:alice");
    private static final Acl REVOKED = Samples.acl("user:lena");
    private static final Query RENT = new Query("rent", Set.of(Samples.FINANCE), 10, 10);

    private final TestIndex test = TestIndex.onSharedNode();
    private final ChunkIndex index = test.index();
    private final Retriever retriever = new Retriever(index, new RetrievalSettings(3, 5), new SimpleMeterRegistry());

    @BeforeEach
    void prepare() {
        index.prepare(Samples.FINANCE, Samples.SCHEMA);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void noRequestAfterARevokeGetsTheDocumentWhileOthersReadAndWriteIt() throws Exception {
        Document document = Samples.document(Samples.id("budget"), Samples.acl(ALICE.text()), Map.of());
        index.write(document, Samples.chunks(document, "rent of the office"), Visibility.WAIT);
        int foundBefore = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int race = 0; race < RACES; race++) {
                foundBefore += race(threads, race, document) ? 1 : 0;
            }
        }
        assertThat(foundBefore).as("races in which the document was found before the revoke").isPositive();
    }

    /// @return whether somebody got the document before it was revoked
    private boolean race(ExecutorService threads, int race, Document document) throws Exception {
        boolean searchable = race % 10 == 0;
        index.replaceAcl(document.id(), document.acl(), searchable ? Visibility.WAIT : Visibility.EVENTUAL);
        boolean foundBefore = searchable && isFound();
        Future<Boolean> reading = threads.submit(this::isFound);
        Future<Boolean> writing = threads.submit(writer(document, race));
        boolean writtenBefore = race % 2 == 0 && writing.get();
        index.replaceAcl(document.id(), REVOKED, race % 50 == 0 ? Visibility.WAIT : Visibility.EVENTUAL);
        boolean foundAfter = isFound();
        boolean writtenLater = writing.get() && !writtenBefore;
        if (writtenLater && isGranted(document)) {
            index.replaceAcl(document.id(), REVOKED, Visibility.EVENTUAL);
            foundAfter = isFound();
        }
        assertThat(foundAfter).as("race %d", race).isFalse();
        return reading.get() || foundBefore;
    }

    private boolean isGranted(Document document) {
        return index.record(document.id()).orElseThrow().acl().equals(document.acl());
    }

    private Callable<Boolean> writer(Document document, int race) {
        return () -> {
            Document rewritten = Samples.rewritten(document);
            try {
                index.write(rewritten, Samples.chunks(rewritten, "rent, rewritten " + race), Visibility.EVENTUAL);
                return true;
            } catch (WriteConflict overtaken) {
                return false;
            }
        };
    }

    private boolean isFound() {
        return !retriever
                .retrieve(RENT, AccessFilter.term(Schema.ALLOW, ALICE.text()),
                        record -> record.acl().permits(Set.of(ALICE)))
                .passages()
                .isEmpty();
    }
}
