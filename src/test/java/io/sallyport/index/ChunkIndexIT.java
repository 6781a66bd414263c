package io.sallyport.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Acl;
import io.sallyport.document.Chunk;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.Schema;
import io.sallyport.document.Visibility;
import io.sallyport.identity.Tenant;

class ChunkIndexIT {

    private final TestIndex test = TestIndex.onSharedNode();
    private final ChunkIndex index = test.index();
    private final IndexNames names = test.names(Samples.FINANCE);

    @BeforeEach
    void prepare() {
        index.prepare(Samples.FINANCE, Samples.SCHEMA);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void aWrittenDocumentIsRecordedAndFound() {
        Document document = Samples.document("budget");
        assertThat(
                index.write(document, Samples.chunks(document, "rent of the office", "removal costs"), Visibility.WAIT))
                .isTrue();
        assertThat(index.record(document.id())).contains(document);
        assertThat(search("offices")).containsExactlyElementsOf(Samples.chunks(document, "rent of the office"));
    }

    @Test
    void theTitleIsFoundToo() {
        Document document = Samples.document("budget");
        write(document, "nothing of note");
        assertThat(search("titles budget")).extracting(Chunk::document).containsExactly(document.id());
    }

    @Test
    void aSecondWriteReplacesTheTextAndItsChunks() {
        Document first = Samples.document("budget");
        Document second = Samples.rewritten(first);
        write(first, "old one", "old two", "old three");
        assertThat(index.write(second, Samples.chunks(second, "new text"), Visibility.WAIT)).isFalse();
        assertThat(index.record(first.id())).contains(second);
        assertThat(test.sources(names.chunks())).hasSize(1);
        assertThat(search("new")).extracting(Chunk::version).containsExactly(second.version());
    }

    @Test
    void aDocumentWithoutTextHasARecordAndNoChunk() {
        Document document = Samples.document("empty");
        index.write(document, List.of(), Visibility.WAIT);
        assertThat(index.record(document.id())).contains(document);
        assertThat(test.sources(names.chunks())).isEmpty();
    }

    @Test
    void moreChunksThanOneBulkRequestTakesAreAllWritten() {
        Document document = Samples.document("long");
        String[] texts = IntStream.range(0, 620).mapToObj("chunk number %d"::formatted).toArray(String[]::new);
        write(document, texts);
        assertThat(test.sources(names.chunks())).hasSize(620);
        assertThat(index.delete(document.id(), Visibility.WAIT)).isTrue();
        assertThat(test.sources(names.chunks())).isEmpty();
    }

    @Test
    void aWriteThatWasOvertakenReportsAConflictAndLeavesNothing() {
        Document first = Samples.document("budget");
        write(first, "first");
        Document late = Samples.rewritten(first);
        var overtaking = new OvertakenChunks(Samples.chunks(late, "late"), () -> index.replaceAcl(
                first.id(), Samples.acl("user:lena"), Visibility.EVENTUAL));
        assertThatThrownBy(() -> index.write(late, overtaking, Visibility.EVENTUAL))
                .isInstanceOf(WriteConflict.class)
                .hasMessageContaining("finance/budget");
        assertThat(index.record(first.id())).map(Document::acl).contains(Samples.acl("user:lena"));
        assertThat(test.sources(names.chunks())).hasSize(1);
    }

    @Test
    void twoFirstWritesAtOnceConflict() {
        Document mine = Samples.document("budget");
        Document theirs = Samples.rewritten(mine);
        var overtaking = new OvertakenChunks(Samples.chunks(mine, "mine"), () -> index.write(
                theirs, Samples.chunks(theirs, "theirs"), Visibility.EVENTUAL));
        assertThatThrownBy(() -> index.write(mine, overtaking, Visibility.EVENTUAL)).isInstanceOf(WriteConflict.class);
        assertThat(index.record(mine.id())).contains(theirs);
        assertThat(test.sources(names.chunks()).values())
                .extracting(source -> source.path("version").asString())
                .containsExactly(theirs.version().value());
    }

    @Test
    void aWriteInterruptedBeforeItsCommitChangesNothing() {
        Document first = Samples.document("budget");
        write(first, "first");
        Document broken = Samples.rewritten(first);
        var breaking = new OvertakenChunks(Samples.chunks(broken, "second"), () -> {
            throw new IllegalStateException("killed here");
        });
        assertThatThrownBy(() -> index.write(broken, breaking, Visibility.WAIT))
                .isInstanceOf(IllegalStateException.class);
        assertThat(index.record(first.id())).contains(first);
    }

    @Test
    void leftoversOfAnInterruptedWriteGoWithALaterOne() {
        Document lost = Samples.document("budget");
        write(lost, "never committed");
        test.removeRecord(lost.id());
        Document next = Samples.rewritten(lost);
        write(next, "committed");
        assertThat(test.sources(names.chunks())).as("young ones may belong to a running write").hasSize(2);
        var later = test.at(Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
        later.prepare(Samples.FINANCE, Samples.SCHEMA);
        Document last = Samples.rewritten(lost);
        later.write(last, Samples.chunks(last, "last"), Visibility.WAIT);
        assertThat(test.sources(names.chunks()).values())
                .extracting(source -> source.path("version").asString())
                .containsExactly(last.version().value());
    }

    @Test
    void anAclIsReplacedAtOnceAndTheTextKept() {
        Document document = Samples.document("budget");
        write(document, "rent");
        Acl revoked = new Acl(Samples.ALL_STAFF.allow(), Samples.acl("user:alice").allow());
        assertThat(index.replaceAcl(document.id(), revoked, Visibility.EVENTUAL)).isTrue();
        assertThat(index.record(document.id())).contains(document.with(revoked));
    }

    @Test
    void aNewAclReachesTheChunksEvenBeforeARefresh() {
        Document document = Samples.document("budget");
        index.write(document, Samples.chunks(document, "rent"), Visibility.EVENTUAL);
        index.replaceAcl(document.id(), Samples.acl("user:lena"), Visibility.WAIT);
        assertThat(search("rent", allow("user:lena"))).hasSize(1);
        assertThat(search("rent", allow("group:all-staff"))).isEmpty();
    }

    @Test
    void changesAtTheSameTimeLeaveTheChunksUnderTheRecordsAcl() throws Exception {
        Document document = Samples.document("budget");
        write(document, "rent", "removal");
        for (int round = 0; round < 25; round++) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (String user : List.of("user:a", "user:b", "user:c", "user:d")) {
                    threads.submit(() -> index.replaceAcl(document.id(), Samples.acl(user), Visibility.EVENTUAL));
                }
            }
            Acl kept = index.record(document.id()).orElseThrow().acl();
            assertThat(test.sources(names.chunks()).values()).as("round %d", round).hasSize(2).allSatisfy(
                    source -> assertThat(Reading.acl(source)).isEqualTo(kept));
        }
    }

    @Test
    void replacingTheAclOfNothingSaysSo() {
        assertThat(index.replaceAcl(Samples.id("nothing"), Samples.ALL_STAFF, Visibility.WAIT)).isFalse();
        assertThat(test.sources(names.records())).isEmpty();
    }

    @Test
    void aDeletedDocumentIsGone() {
        Document document = Samples.document("budget");
        write(document, "rent");
        assertThat(index.delete(document.id(), Visibility.WAIT)).isTrue();
        assertThat(index.record(document.id())).isEmpty();
        assertThat(search("rent")).isEmpty();
        assertThat(index.delete(document.id(), Visibility.WAIT)).isFalse();
    }

    @Test
    void documentsOfTwoTenantsWithOneNameDoNotMeet() {
        Document ours = Samples.document("budget");
        Document theirs = Samples.document(
                new DocumentId(new Tenant("halden/../clinic: 日本"), Samples.FINANCE, "budget"), Samples.ALL_STAFF,
                Map.of());
        write(ours, "rent");
        write(theirs, "rent");
        assertThat(index.records(Set.of(ours.id(), theirs.id())))
                .containsExactlyInAnyOrderEntriesOf(Map.of(ours.id(), ours, theirs.id(), theirs));
        index.delete(theirs.id(), Visibility.WAIT);
        assertThat(search("rent")).extracting(Chunk::document).containsExactly(ours.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "title", "classification", "chunks", "acl", "tenant", "updated_at"})
    void aRecordThatLacksAFieldIsAbsent(String path) {
        Document document = Samples.document("budget");
        write(document, "rent");
        var source = test.sources(names.records()).values().iterator().next();
        source.remove(path);
        test.write(document.id(), source);
        boolean needed = !path.equals("chunks");
        assertThat(index.record(document.id()).isEmpty()).isEqualTo(needed);
    }

    @Test
    void aRecordWhoseCountDisagreesIsAbsent() {
        Document document = Samples.document(Samples.id("budget"), Samples.ALL_STAFF,
                Map.of("tags", List.of("a", "b")));
        write(document, "rent");
        var fields = Tree.object();
        fields.putObject("acl").put("tags_count", 1);
        test.merge(names.records(), IndexNames.record(document.id()), fields);
        assertThat(index.record(document.id())).isEmpty();
    }

    @Test
    void aRecordThatClaimsAnotherTenantIsAbsent() {
        Document document = Samples.document("budget");
        write(document, "rent");
        var fields = Tree.object();
        fields.putObject("acl").put("tenant", "halden-clinic");
        test.merge(names.records(), IndexNames.record(document.id()), fields);
        assertThat(index.record(document.id())).isEmpty();
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        for (int at = 0; at < 25; at++) {
            Document document = Samples.document("d" + at);
            index.write(document, Samples.chunks(document, "same words"),
                    at == 24 ? Visibility.WAIT : Visibility.EVENTUAL);
        }
        var seen = new java.util.ArrayList<DocumentId>();
        Optional<Cursor> cursor = Optional.empty();
        do {
            Hits hits = index.search(Set.of(Samples.FINANCE), "same", AccessFilter.ALL, 10, cursor);
            hits.chunks().forEach(chunk -> seen.add(chunk.document()));
            cursor = hits.next();
        } while (cursor.isPresent());
        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void theQuestionIsNeverAnExpression() {
        Document document = Samples.document("budget");
        write(document, "rent");
        for (String question : List.of("*", "text:rent*", "re?t", "/.*/", "NOT nothing", "\"", "{\"match_all\":{}}",
                "\uD83D")) {
            assertThat(search(question)).as(question).isEmpty();
        }
    }

    @Test
    void aQuestionOfTenThousandCharactersIsAnswered() {
        Document document = Samples.document("budget");
        write(document, "rent");
        var ideographs = new StringBuilder("rent ");
        IntStream.range(0, 9_990).forEach(at -> ideographs.appendCodePoint(0x4E00 + at));
        assertThat(search(ideographs.toString())).hasSize(1);
        assertThatThrownBy(() -> search("x".repeat(10_001))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void severalCollectionsAreSearchedTogetherUnderTheirFilter() {
        var legal = new Collection("legal");
        index.prepare(legal, Samples.SCHEMA);
        Document here = Samples.document("budget");
        Document there = Samples.document(new DocumentId(Samples.HALDEN, legal, "claim"), Samples.acl("user:lena"),
                Map.of());
        write(here, "rent");
        write(there, "rent");
        var both = Set.of(Samples.FINANCE, legal);
        assertThat(index.search(both, "rent", AccessFilter.ALL, 10, Optional.empty()).chunks()).hasSize(2);
        assertThat(index.search(both, "rent", allow("user:lena"), 10, Optional.empty()).chunks())
                .extracting(Chunk::document)
                .containsExactly(there.id());
        assertThat(index.search(Set.of(), "rent", AccessFilter.ALL, 10, Optional.empty()).chunks()).isEmpty();
    }

    @Test
    void aCollectionThatWasNotPreparedIsUnavailable() {
        var other = Set.of(new Collection("legal"));
        assertThatThrownBy(() -> index.search(other, "rent", AccessFilter.ALL, 10, Optional.empty()))
                .isInstanceOf(IndexUnavailable.class)
                .hasMessageContaining("legal");
    }

    @Test
    void anAttributeOutsideTheVocabularyIsNotWritten() {
        Document document = Samples.document(Samples.id("budget"), Samples.ALL_STAFF, Map.of("colour", "red"));
        assertThatThrownBy(() -> index.write(document, Samples.chunks(document, "rent"), Visibility.WAIT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(test.sources(names.chunks())).isEmpty();
        assertThat(test.sources(names.records())).isEmpty();
    }

    @Test
    void theFaultNeverQuotesTheDocument() {
        Document document = Samples.document("budget");
        var fields = Tree.object().put("ordinal", "a secret text");
        assertThatThrownBy(() -> test.merge(names.chunks(), "x", fields)).isNotNull();
        TestIndex.run(() -> test.direct().indices().delete(delete -> delete.index(names.chunks())));
        test.create(names.chunks(), "{\"mappings\":{\"properties\":{\"text\":{\"type\":\"long\"}}}}");
        assertThatThrownBy(() -> index.write(document, Samples.chunks(document, "a secret text"), Visibility.EVENTUAL))
                .isInstanceOf(IndexUnavailable.class)
                .hasMessageContaining("document_parsing_exception")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    /// Writes and refreshes, which is quicker than waiting for the next refresh.
    private void write(Document document, String... texts) {
        index.write(document, Samples.chunks(document, texts), Visibility.EVENTUAL);
        test.refresh(document.id().collection());
    }

    private List<Chunk> search(String question) {
        return search(question, AccessFilter.ALL);
    }

    private List<Chunk> search(String question, AccessFilter filter) {
        return index.search(Set.of(Samples.FINANCE), question, filter, 100, Optional.empty()).chunks();
    }

    private static AccessFilter allow(String principal) {
        return AccessFilter.term(Schema.ALLOW, principal);
    }
}
