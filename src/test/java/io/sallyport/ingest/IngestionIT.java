package io.sallyport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.sallyport.audit.AuditEntry;
import io.sallyport.audit.AuditUnavailable;
import io.sallyport.audit.TestAudit;
import io.sallyport.document.AccessFilter;
import io.sallyport.document.Acl;
import io.sallyport.document.Chunk;
import io.sallyport.document.Collection;
import io.sallyport.document.CollectionCatalog;
import io.sallyport.document.Document;
import io.sallyport.document.Principal;
import io.sallyport.document.Visibility;
import io.sallyport.identity.Subject;
import io.sallyport.index.Samples;
import io.sallyport.index.TestIndex;

class IngestionIT {

    private static final Subject OLGA = Drafts.writer("olga", "halden", "content");
    private static final Subject OSKAR = Drafts.writer("oskar", "halden-clinic", "content");
    private static final Collection FINANCE = Samples.FINANCE;

    private final TestIndex test = TestIndex.onSharedNode();
    private final TestAudit audit = new TestAudit();
    private final Ingestion ingestion = new Ingestion(
            test.index(),
            new CollectionCatalog(Map.of(
                    FINANCE,
                    new CollectionCatalog.Access(Set.of(Principal.EVERYONE), Set.of(new Principal("group:content"))))),
            new Chunker(220, 40),
            new DocumentLedger(audit.log()),
            Clock.systemUTC());

    @BeforeEach
    void prepare() {
        test.index().prepare(FINANCE, Samples.SCHEMA);
    }

    @AfterEach
    void close() {
        test.close();
        audit.close();
    }

    @Test
    void aDocumentIsWrittenFoundAndDescribed() {
        Written written = ingestion.put(OLGA, FINANCE, "budget", Drafts.of("The rent rises."), Visibility.WAIT);
        assertThat(written.created()).isTrue();
        assertThat(written.chunks()).isEqualTo(1);
        assertThat(search("rent")).extracting(Chunk::version).containsExactly(written.version());
        assertThat(ingestion.describe(OLGA, FINANCE, "budget")).map(Document::version).contains(written.version());
        assertThat(ingestion.put(OLGA, FINANCE, "budget", Drafts.of("It falls."), Visibility.WAIT).created()).isFalse();
        assertThat(changes()).hasSize(2).allSatisfy(entry -> assertThat(entry)
                .contains("\"kind\":\"DocumentWritten\"", "\"by\":\"" + TestAudit.reference("olga") + "\"",
                        "\"id\":\"budget\""));
        assertThat(changes().getFirst()).doesNotContain("oldAclDigest");
        assertThat(changes().getLast()).contains("\"oldAclDigest\":\"" + Samples.ALL_STAFF.digest());
    }

    @Test
    void theTenantIsTheWritersAndKeepsNamesApart() {
        ingestion.put(OLGA, FINANCE, "budget", Drafts.of("Ours."), Visibility.WAIT);
        assertThat(ingestion.describe(OSKAR, FINANCE, "budget")).isEmpty();
        assertThat(ingestion.delete(OSKAR, FINANCE, "budget", Visibility.WAIT)).isFalse();
        assertThat(ingestion.replaceAcl(OSKAR, FINANCE, "budget", Drafts.ALL_STAFF, Visibility.WAIT)).isFalse();
        assertThat(ingestion.put(OSKAR, FINANCE, "budget", Drafts.of("Theirs."), Visibility.WAIT).created()).isTrue();
        assertThat(ingestion.describe(OLGA, FINANCE, "budget")).map(document -> document.id().tenant().value())
                .contains("halden");
    }

    @Test
    void whoeverIsNoWriterDoesNothing() {
        Subject alice = Drafts.writer("alice", "halden", "all-staff");
        assertThatThrownBy(() -> ingestion.put(alice, FINANCE, "budget", Drafts.of("Rent."), Visibility.WAIT))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ingestion.describe(alice, FINANCE, "budget"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(changes()).isEmpty();
    }

    @Test
    void aRejectedDraftIsNeitherRecordedNorWritten() {
        assertThatThrownBy(() -> ingestion.put(OLGA, FINANCE, "budget", Drafts.with("colour", "red"), Visibility.WAIT))
                .isInstanceOf(DraftRejected.class);
        assertThat(changes()).isEmpty();
        assertThat(ingestion.describe(OLGA, FINANCE, "budget")).isEmpty();
    }

    @Test
    void anAclIsReplacedAndRecordedWithTheOldOne() {
        ingestion.put(OLGA, FINANCE, "budget", Drafts.of("The rent rises."), Visibility.WAIT);
        var nobody = new AclDraft(List.of(), List.of());
        assertThat(ingestion.replaceAcl(OLGA, FINANCE, "budget", nobody, Visibility.WAIT)).isTrue();
        assertThat(ingestion.describe(OLGA, FINANCE, "budget")).map(Document::acl)
                .contains(new Acl(Set.of(), Set.of()));
        assertThat(changes().getLast()).contains("\"kind\":\"AclChanged\"",
                "\"oldAclDigest\":\"" + Samples.ALL_STAFF.digest());
    }

    @Test
    void aDeletedDocumentIsRecordedAndGone() {
        ingestion.put(OLGA, FINANCE, "budget", Drafts.of("The rent rises."), Visibility.WAIT);
        assertThat(ingestion.delete(OLGA, FINANCE, "budget", Visibility.WAIT)).isTrue();
        assertThat(ingestion.delete(OLGA, FINANCE, "budget", Visibility.WAIT)).isFalse();
        assertThat(search("rent")).isEmpty();
        assertThat(changes()).hasSize(3).last().asString().contains("\"kind\":\"DocumentDeleted\"",
                "\"version\":\"unknown\"");
    }

    @Test
    void whatCannotBeRecordedDoesNotHappen() {
        ingestion.put(OLGA, FINANCE, "budget", Drafts.of("The rent rises."), Visibility.WAIT);
        Optional<Document> before = ingestion.describe(OLGA, FINANCE, "budget");
        audit.breakDisk();
        var nobody = new AclDraft(List.of(), List.of());
        assertThatThrownBy(() -> ingestion.put(OLGA, FINANCE, "budget", Drafts.of("Other."), Visibility.WAIT))
                .isInstanceOf(AuditUnavailable.class);
        assertThatThrownBy(() -> ingestion.delete(OLGA, FINANCE, "budget", Visibility.WAIT))
                .isInstanceOf(AuditUnavailable.class);
        assertThatThrownBy(() -> ingestion.replaceAcl(OLGA, FINANCE, "budget", nobody, Visibility.WAIT))
                .isInstanceOf(AuditUnavailable.class);
        assertThat(ingestion.describe(OLGA, FINANCE, "budget")).isEqualTo(before);
    }

    @Test
    void aNameThatIsNoneDescribesNothing() {
        assertThat(ingestion.describe(OLGA, FINANCE, "../budget")).isEmpty();
        assertThat(ingestion.delete(OLGA, FINANCE, "", Visibility.EVENTUAL)).isFalse();
    }

    private List<Chunk> search(String question) {
        return test.index().search(Set.of(FINANCE), question, AccessFilter.ALL, 10, Optional.empty()).chunks();
    }

    /// The entries about documents.
    private List<String> changes() {
        return audit.entries().stream()
                .filter(entry -> Set.of("DocumentWritten", "DocumentDeleted", "AclChanged").contains(entry.kind()))
                .map(AuditEntry::json)
                .toList();
    }
}
