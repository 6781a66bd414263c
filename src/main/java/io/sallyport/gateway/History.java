package io.sallyport.gateway;

import java.util.ArrayList;
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
/// documents it may still read. Everything else is left out.
final class History {

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
        var kept = new ArrayList<Turn>();
        var documents = new LinkedHashMap<DocumentId, Document>();
        int dropped = 0;
        for (Turn turn : turns) {
            if (turn.speaker() != Turn.Speaker.ASSISTANT) {
                kept.add(turn);
                continue;
            }
            var sources = sources(subject, turn, admission);
            sources.ifPresent(documents::putAll);
            if (sources.isPresent()) {
                kept.add(turn);
            } else {
                dropped++;
            }
        }
        return new Admitted(kept, List.copyOf(documents.values()), dropped);
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
