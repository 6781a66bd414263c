package io.sallyport.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

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

    private static final int RACES = 200 * Integer.getInteger("sallyport.laws.rounds", 1);
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
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int race = 0; race < RACES; race++) {
                race(threads, race, document);
            }
        }
    }

    private void race(ExecutorService threads, int race, Document document) throws Exception {
        index.replaceAcl(document.id(), document.acl(), Visibility.EVENTUAL);
        var over = new AtomicBoolean();
        Future<Boolean> reading = threads.submit(reader(over));
        Future<Boolean> writing = threads.submit(writer(document, race));
        boolean writtenBefore = race % 2 == 0 && writing.get();
        index.replaceAcl(document.id(), REVOKED, race % 50 == 0 ? Visibility.WAIT : Visibility.EVENTUAL);
        boolean found = isFound();
        boolean written = writing.get();
        over.set(true);
        reading.get();
        boolean overtaken = written && !writtenBefore
                && index.record(document.id()).orElseThrow().acl().equals(document.acl());
        assertThat(found && !overtaken).as("race %d", race).isFalse();
        index.replaceAcl(document.id(), REVOKED, Visibility.EVENTUAL);
        assertThat(isFound()).as("race %d", race).isFalse();
    }

    private Callable<Boolean> reader(AtomicBoolean over) {
        return () -> {
            boolean found = false;
            while (!over.get()) {
                found |= isFound();
            }
            return found;
        };
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
