package io.sallyport.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Acl;
import io.sallyport.document.Admission;
import io.sallyport.document.Document;
import io.sallyport.document.Passage;
import io.sallyport.document.Principal;
import io.sallyport.document.Schema;
import io.sallyport.document.Visibility;
import io.sallyport.index.ChunkIndex;
import io.sallyport.index.Samples;
import io.sallyport.index.TestIndex;

/// Nothing is retrieved that the record does not admit, whatever the chunks say.
class RetrieverIT {

    private static final Set<Principal> ALICE = Set.of(Principal.EVERYONE, new Principal("group:all-staff"));
    private static final AccessFilter FILTER = AccessFilter.terms(Schema.ALLOW,
            ALICE.stream().map(Principal::text).toList());
    private static final Admission ADMISSION = document -> document.acl().permits(ALICE);

    private final TestIndex test = TestIndex.onSharedNode();
    private final ChunkIndex index = test.index();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Retriever retriever = new Retriever(index, new RetrievalSettings(3, 5), meters);

    @BeforeEach
    void prepare() {
        index.prepare(Samples.FINANCE, Samples.SCHEMA);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void permittedPassagesComeBackWithTheirRecord() {
        Document document = write("budget", Samples.ALL_STAFF, "rent of the office");
        Retrieval retrieval = retrieve(10, 10);
        assertThat(retrieval.passages()).extracting(Passage::document).containsExactly(document);
        assertThat(retrieval.passages()).extracting(Passage::text).containsExactly("rent of the office");
        assertThat(retrieval.droppedAtRecheck()).isEmpty();
        assertThat(drift()).isZero();
    }

    @Test
    void theFilterWorksInsideTheSearch() {
        for (int at = 0; at < 60; at++) {
            write("hidden" + at, Samples.acl("user:lena"), "rent rent rent");
        }
        Document document = write("budget", Samples.ALL_STAFF, "a word about rent and much else");
        Retrieval retrieval = retrieve(1, 1);
        assertThat(retrieval.passages()).extracting(Passage::document).containsExactly(document);
        assertThat(retrieval.droppedAtRecheck()).isEmpty();
    }

    @Test
    void aRevokedDocumentIsDroppedAsDriftAndItsPlaceFilled() {
        for (int at = 0; at < 45; at++) {
            Document stale = write("stale" + at, Samples.ALL_STAFF, "rent rent rent");
            staleAcl(stale, Samples.acl("user:lena"));
        }
        Document document = write("budget", Samples.ALL_STAFF, "a word about rent and much else");
        Retrieval retrieval = retrieve(1, 5);
        assertThat(retrieval.passages()).extracting(Passage::document).containsExactly(document);
        assertThat(retrieval.droppedAtRecheck()).hasSize(45).doesNotContain(document.id());
        assertThat(drift()).isEqualTo(45);
    }

    @Test
    void aDenyInTheRecordWinsOverTheChunks() {
        Document document = write("budget", Samples.ALL_STAFF, "rent");
        staleAcl(document, new Acl(Samples.ALL_STAFF.allow(), ALICE));
        assertThat(retrieve(5, 5).passages()).isEmpty();
        assertThat(drift()).isEqualTo(1);
    }

    @Test
    void aDeletedDocumentIsPassedOverWithoutAlarm() {
        Document document = write("budget", Samples.ALL_STAFF, "rent");
        test.removeRecord(document.id());
        assertThat(retrieve(5, 5).passages()).isEmpty();
        assertThat(retrieve(5, 5).droppedAtRecheck()).isEmpty();
        assertThat(drift()).isZero();
    }

    @Test
    void aChunkOfAnotherVersionIsPassedOver() {
        Document first = write("budget", Samples.ALL_STAFF, "rent was low");
        Document second = Samples.rewritten(first);
        test.replaceRecord(second);
        assertThat(retrieve(5, 5).passages()).isEmpty();
        assertThat(drift()).isZero();
    }

    @Test
    void aMalformedRecordIsPassedOver() {
        Document document = write("budget", Samples.ALL_STAFF, "rent");
        test.spoilRecord(document.id());
        assertThat(retrieve(5, 5).passages()).isEmpty();
    }

    @Test
    void oneDocumentGivesAtMostThreePassages() {
        write("long", Samples.ALL_STAFF, "rent a", "rent b", "rent c", "rent d", "rent e");
        write("short", Samples.ALL_STAFF, "something about rent in a much longer sentence than that of the others");
        assertThat(retrieve(10, 10).passages()).extracting(passage -> passage.document().id().name())
                .containsExactlyInAnyOrder("long", "long", "long", "short");
    }

    @Test
    void noMoreDocumentsThanAskedFor() {
        for (int at = 0; at < 6; at++) {
            write("d" + at, Samples.ALL_STAFF, "rent one", "rent two");
        }
        Retrieval retrieval = retrieve(10, 2);
        assertThat(retrieval.passages()).hasSize(4);
        assertThat(retrieval.passages().stream().map(passage -> passage.document().id()).distinct()).hasSize(2);
        assertThat(retrieve(3, 10).passages()).hasSize(3);
    }

    @Test
    void anAdmissionThatAdmitsNothingGivesNothing() {
        write("budget", Samples.ALL_STAFF, "rent");
        test.refresh(Samples.FINANCE);
        var query = new Query("rent", Set.of(Samples.FINANCE), 5, 5);
        assertThat(retriever.retrieve(query, AccessFilter.ALL, document -> false).passages()).isEmpty();
        assertThat(retriever.retrieve(query, AccessFilter.NONE, document -> true).passages()).isEmpty();
    }

    private Retrieval retrieve(int passages, int documents) {
        test.refresh(Samples.FINANCE);
        return retriever.retrieve(new Query("rent", Set.of(Samples.FINANCE), passages, documents), FILTER, ADMISSION);
    }

    private Document write(String name, Acl acl, String... texts) {
        Document document = Samples.document(Samples.id(name), acl, Map.of());
        index.write(document, Samples.chunks(document, texts), Visibility.EVENTUAL);
        return document;
    }

    /// Changes the record only, as if the chunks had not been reached yet.
    private void staleAcl(Document document, Acl acl) {
        test.replaceRecord(document.with(acl));
    }

    private double drift() {
        return meters.counter(Retriever.DRIFT).count();
    }
}
