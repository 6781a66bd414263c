package io.sallyport.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Acl;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.Principal;
import io.sallyport.document.Schema;
import io.sallyport.document.Visibility;
import io.sallyport.identity.Tenant;
import io.sallyport.index.Samples;
import io.sallyport.index.TestIndex;

/// Documents are counted exactly, and those that are named were decided again.
class CensusIT {

    private static final Set<Principal> ALICE = Set.of(Principal.EVERYONE, new Principal("group:all-staff"));
    private static final Reach OF_ALICE = new Reach(
            AccessFilter.terms(Schema.ALLOW, ALICE.stream().map(Principal::text).toList()),
            document -> document.acl().permits(ALICE));
    private static final Reach EVERYTHING = new Reach(AccessFilter.ALL, document -> true);

    private final TestIndex test = TestIndex.onSharedNode();
    private final Census census = new Census(test.index());

    @BeforeEach
    void prepare() {
        test.index().prepare(Samples.FINANCE, Samples.SCHEMA);
    }

    @AfterEach
    void close() {
        test.close();
    }

    private Document write(String name, Acl acl) {
        Document document = Samples.document(Samples.id(name), acl, Map.of());
        test.index().write(document, Samples.chunks(document, "rent", "more rent"), Visibility.EVENTUAL);
        return document;
    }

    private Difference difference(Optional<Tenant> tenant, Reach reached, Reach missed) {
        census.refresh(Set.of(Samples.FINANCE));
        return census.difference(Set.of(Samples.FINANCE), tenant, reached, missed);
    }

    @Test
    void documentsAreCountedNotTheirChunksAndTheFirstAreNamedInOrder() {
        for (int at = 10; at < 35; at++) {
            write("hidden" + at, Samples.acl("user:lena"));
        }
        write("budget", Samples.ALL_STAFF);
        var gained = difference(Optional.empty(), EVERYTHING, OF_ALICE);
        assertThat(gained.count()).isEqualTo(25);
        assertThat(gained.documents()).hasSize(Difference.LISTED)
                .extracting(DocumentId::name).startsWith("hidden10", "hidden11").isSorted();
        assertThat(gained.doubtful()).isEmpty();
        assertThat(difference(Optional.empty(), OF_ALICE, EVERYTHING).count()).isZero();
        assertThat(difference(Optional.empty(), EVERYTHING, Reach.NOWHERE).count()).isEqualTo(26);
        assertThat(difference(Optional.empty(), Reach.NOWHERE, OF_ALICE)).isEqualTo(Difference.NONE);
    }

    @Test
    void whatIsHeldIsAdmittedByItsRecordOfNow() {
        Document document = write("budget", Samples.ALL_STAFF);
        DocumentId never = Samples.id("never-written");
        var held = census.held(Set.of(document.id(), never));
        assertThat(held.admits(document.id(), OF_ALICE.admission())).isTrue();
        assertThat(held.admits(document.id(), Reach.NOWHERE.admission())).isFalse();
        assertThat(held.admits(never, EVERYTHING.admission())).isFalse();
    }

    @Test
    void aNamedDocumentThatTheRulesDecideOtherwiseIsDoubtful() {
        Document document = write("budget", Samples.ALL_STAFF);
        var refusing = new Reach(OF_ALICE.filter(), anything -> false);
        var lost = difference(Optional.empty(), refusing, Reach.NOWHERE);
        assertThat(lost.count()).isEqualTo(1);
        assertThat(lost.documents()).isEmpty();
        assertThat(lost.doubtful()).containsExactly(document.id());
    }

    @Test
    void aDocumentThatIsRemovedMeanwhileIsDoubtful() {
        Document document = write("budget", Samples.ALL_STAFF);
        census.refresh(Set.of(Samples.FINANCE));
        test.removeRecord(document.id());
        var lost = census.difference(Set.of(Samples.FINANCE), Optional.empty(), OF_ALICE, Reach.NOWHERE);
        assertThat(lost.doubtful()).containsExactly(document.id());
    }

    @Test
    void documentsOfOtherTenantsDoNotCount() {
        Document document = write("budget", Samples.ALL_STAFF);
        var own = Optional.of(document.id().tenant());
        assertThat(difference(own, OF_ALICE, Reach.NOWHERE).count()).isEqualTo(1);
        var other = Optional.of(new Tenant("elsewhere"));
        assertThat(difference(other, OF_ALICE, Reach.NOWHERE)).isEqualTo(Difference.NONE);
    }

    @Test
    void withoutCollectionsThereIsNothingAndWithAnUnknownOneNoAnswer() {
        write("budget", Samples.ALL_STAFF);
        assertThat(census.difference(Set.of(), Optional.empty(), EVERYTHING, Reach.NOWHERE).count()).isZero();
        var unknown = Set.of(Samples.FINANCE, new Collection("unknown"));
        assertThatThrownBy(() -> census.refresh(unknown)).isInstanceOf(RetrievalUnavailable.class);
        assertThatThrownBy(() -> census.difference(unknown, Optional.empty(), EVERYTHING, Reach.NOWHERE))
                .isInstanceOf(RetrievalUnavailable.class);
    }
}
