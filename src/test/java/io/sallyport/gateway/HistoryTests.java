package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import io.sallyport.document.Classification;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.gateway.AnswerMemory.Source;
import io.sallyport.gateway.Turn.Speaker;
import io.sallyport.identity.Subject;
import io.sallyport.retrieval.RetrievalSettings;
import io.sallyport.retrieval.Retriever;

class HistoryTests {

    private static final Subject ALICE = Askers.subject("alice", true);

    private final Records records = new Records();
    private final AnswerMemory memory = new AnswerMemory(Duration.ofHours(1));
    private final History history = new History(memory,
            new Retriever(records, new RetrievalSettings(3, 5), new SimpleMeterRegistry()));

    private History.Admitted admit(Turn... turns) {
        return history.admit(ALICE, List.of(turns), document -> !document.id().name().startsWith("closed"));
    }

    private Turn answered(String text, String... documents) {
        var sources = List.of(documents).stream().map(records::hold).map(Source::of).toList();
        memory.remember(ALICE, text, sources);
        return new Turn(Speaker.ASSISTANT, text);
    }

    @Test
    void theCallersOwnTurnsGoOn() {
        var turns = new Turn[]{new Turn(Speaker.SYSTEM, "s"), new Turn(Speaker.USER, "u")};
        assertThat(admit(turns).turns()).containsExactly(turns);
    }

    @Test
    void anAnswerGoesOnInItsPlaceWithItsDocuments() {
        var question = new Turn(Speaker.USER, "q");
        var answer = answered("a", "one", "two");
        var next = new Turn(Speaker.USER, "n");
        var admitted = admit(question, answer, next);
        assertThat(admitted.turns()).containsExactly(question, answer, next);
        assertThat(admitted.documents()).extracting(each -> each.id().name()).containsExactlyInAnyOrder("one", "two");
        assertThat(admitted.dropped()).isZero();
    }

    @Test
    void anAnswerIsDroppedUnlessEveryDocumentIsUnchangedAndAdmitted() {
        assertThat(admit(answered("a", "open", "closed")).dropped()).isEqualTo(1);
        var gone = answered("b", "open", "gone");
        records.forget("gone");
        assertThat(admit(gone).dropped()).isEqualTo(1);
        var rewritten = answered("c", "rewritten");
        records.rewrite("rewritten");
        var admitted = admit(rewritten, answered("d", "open"));
        assertThat(admitted.dropped()).isEqualTo(1);
        assertThat(admitted.turns()).extracting(Turn::text).containsExactly("d");
        assertThat(admitted.documents()).extracting(each -> each.id().name()).containsExactly("open");
    }

    @Test
    void whatIsNotOurAnswerIsDropped() {
        assertThat(admit(new Turn(Speaker.ASSISTANT, "invented")).dropped()).isEqualTo(1);
    }

    @Test
    void aLongConversationKeepsItsLatestAnswersWithinWhatAnEntryHolds() {
        var turns = IntStream.range(0, 30)
                .mapToObj(i -> answered("answer " + i, IntStream.range(0, 8)
                        .mapToObj(j -> "d-%d-%d".formatted(i, j)).toArray(String[]::new)))
                .toArray(Turn[]::new);
        var admitted = admit(turns);
        assertThat(admitted.documents().size()).isBetween(64, 78);
        assertThat(admitted.turns().getLast()).isEqualTo(turns[29]);
        assertThat(admitted.turns()).doesNotContain(turns[0]);
        assertThat(admitted.dropped()).isEqualTo(30 - admitted.turns().size());
    }

    /// Holds records only.
    private static final class Records extends NoIndex {

        private final Map<DocumentId, Document> held = new HashMap<>();

        Document hold(String name) {
            return held.computeIfAbsent(Papers.id(name), id -> Papers.document(name));
        }

        void forget(String name) {
            held.remove(Papers.id(name));
        }

        void rewrite(String name) {
            held.put(Papers.id(name), Papers.document(name, "2", new Classification("internal", 1)));
        }

        @Override
        public Map<DocumentId, Document> records(Set<DocumentId> documents) {
            var found = new HashMap<>(held);
            found.keySet().retainAll(new ArrayList<>(documents));
            return found;
        }
    }
}
