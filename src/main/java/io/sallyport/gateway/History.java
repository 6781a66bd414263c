package io.sallyport.gateway;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.sallyport.document.Admission;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.identity.Subject;
import io.sallyport.retrieval.Retriever;

/// Decides which earlier turns go on: the caller's own, and assistant turns that are our answers to this subject from
/// documents it may still read. Everything else is left out, and so are the oldest answers of a conversation that draws on
/// more documents than one audit entry holds together with those found now.
final class History {

    /// An entry lists 128 documents, of which those found now are at most 50.
    private static final int MOST_DOCUMENTS = 128 - 50;

    /// @param turns     what goes on, oldest first, the question not among it
    /// @param documents behind the assistant turns among them
    /// @param dropped   number of assistant turns left out
    record Admitted(List<Turn> turns, List<Document> documents, int dropped) {}

    private final AnswerMemory memory;
    private final Retriever retriever;

    History(AnswerMemory memory, Retriever retriever) {
        this.memory = memory;
        this.retriever = retriever;
    }

    Admitted admit(Subject subject, List<Turn> turns, Admission admission) {
        var kept = new ArrayDeque<Turn>();
        var documents = new LinkedHashMap<DocumentId, Document>();
        for (Turn turn : turns.reversed()) {
            if (turn.speaker() != Turn.Speaker.ASSISTANT) {
                kept.addFirst(turn);
                continue;
            }
            sources(subject, turn, admission).filter(sources -> fits(documents, sources)).ifPresent(sources -> {
                documents.putAll(sources);
                kept.addFirst(turn);
            });
        }
        return new Admitted(List.copyOf(kept), List.copyOf(documents.values()), turns.size() - kept.size());
    }

    private static boolean fits(Map<DocumentId, Document> documents, Map<DocumentId, Document> more) {
        long added = more.keySet().stream().filter(id -> !documents.containsKey(id)).count();
        return documents.size() + added <= MOST_DOCUMENTS;
    }

    private Optional<Map<DocumentId, Document>> sources(Subject subject, Turn turn, Admission admission) {
        return memory.recognise(subject, turn.text()).flatMap(sources -> {
            var ids = sources.stream().map(AnswerMemory.Source::id).collect(Collectors.toSet());
            var admitted = retriever.readmit(ids, admission);
            boolean all = sources.stream().allMatch(source -> unchanged(source, admitted));
            return all ? Optional.of(admitted) : Optional.empty();
        });
    }

    private static boolean unchanged(AnswerMemory.Source source, Map<DocumentId, Document> admitted) {
        var document = admitted.get(source.id());
        return document != null && document.version().equals(source.version());
    }
}
