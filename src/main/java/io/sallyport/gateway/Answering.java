package io.sallyport.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.sallyport.audit.Answered;
import io.sallyport.audit.Body;
import io.sallyport.audit.Egressed;
import io.sallyport.audit.ModelCall;
import io.sallyport.audit.ModelOperation;
import io.sallyport.audit.Recorded;
import io.sallyport.document.Admission;
import io.sallyport.document.Citation;
import io.sallyport.gateway.Grounding.Excerpt;
import io.sallyport.identity.Subject;
import io.sallyport.inference.Delta;
import io.sallyport.inference.Generation;
import io.sallyport.inference.Inference;
import io.sallyport.inference.Message;
import io.sallyport.inference.Message.Author;
import io.sallyport.inference.Model;
import io.sallyport.inference.Prompt;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.Obligations;
import io.sallyport.policy.Permit;

/// The second half of a question's path: ground and redact the prompt, record its egress, call the model, and hand the
/// answer over redacted, restored and recorded.
final class Answering {

    private static final String NO_SOURCES = "I found nothing that you may read and that answers this.";

    /// Everything decided before the model is called.
    ///
    /// @param justification of an emergency, as it is recorded
    /// @param standing      throws when a streamed answer must not go on
    record Grounded(
            AccessRequest request,
            Permit permit,
            Obligations obligations,
            Model model,
            Sources sources,
            History.Admitted history,
            Redacting redacting,
            List<Body> justification,
            Runnable standing) {

        boolean hasTooFewSources() {
            return sources.passages().size() < obligations.minimumCitations();
        }
    }

    private final Inference inference;
    private final History histories;
    private final AnswerMemory memory;
    private final Delivery.Windows windows;

    Answering(Inference inference, History histories, AnswerMemory memory, Delivery.Windows windows) {
        this.inference = inference;
        this.histories = histories;
        this.memory = memory;
        this.windows = windows;
    }

    History.Admitted history(Subject subject, Question question, Admission admission) {
        var earlier = question.turns().subList(0, question.turns().size() - 1);
        return histories.admit(subject, earlier, admission);
    }

    Answer answer(Asker asker, Question question, Grounded grounded, Transit transit, AnswerSink sink) {
        var delivery = new Delivery(transit, sink, windows, grounded.redacting(), grounded.standing());
        var answer = grounded.hasTooFewSources()
                ? own(question, grounded, transit, delivery)
                : fromModel(question, grounded, transit, delivery);
        memory.remember(asker.subject(), answer.text(), grounded.sources().remembered());
        return answer;
    }

    private static Answer own(Question question, Grounded grounded, Transit transit, Delivery delivery) {
        if (question.streamed()) {
            delivery.finish(nothing -> NO_SOURCES);
        } else {
            transit.sent(NO_SOURCES);
        }
        return close(question, grounded, transit, new Outcome(NO_SOURCES, NO_SOURCES, "no_sources", List.of()));
    }

    private Answer fromModel(Question question, Grounded grounded, Transit transit, Delivery delivery) {
        var prompt = grounded.redacting().together(() -> prompt(question, grounded));
        var egress = egress(prompt, grounded, transit);
        var outcome = question.streamed()
                ? streamed(egress, prompt, grounded, transit, delivery)
                : whole(egress, prompt, grounded, transit);
        return close(question, grounded, transit, outcome);
    }

    private static Prompt prompt(Question question, Grounded grounded) {
        var redacting = grounded.redacting();
        redacting.announce(grounded.history().turns().stream().map(Turn::text));
        redacting.announce(grounded.sources().texts());
        redacting.announce(Stream.of(question.text()));
        var history = new ArrayList<Message>();
        for (Turn turn : grounded.history().turns()) {
            var author = turn.speaker() == Turn.Speaker.ASSISTANT ? Author.ASSISTANT : Author.USER;
            history.add(new Message(author, redacting.redact(turn.text())));
        }
        var excerpts = grounded.sources().passages().stream()
                .map(passage -> new Excerpt(
                        redacting.redact(passage.document().title()), redacting.redact(passage.text())))
                .toList();
        return Grounding.prompt(question, history, excerpts, redacting.redact(question.text()));
    }

    private static Recorded<Egressed> egress(Prompt prompt, Grounded grounded, Transit transit) {
        var model = grounded.model();
        var call = new ModelCall(
                transit.nextCall(),
                ModelOperation.CHAT,
                model.provider(),
                model.name(),
                model.host(),
                prompt.messages().size(),
                prompt.characters(),
                prompt.temperature(),
                prompt.maxTokens(),
                List.of());
        var bodies = new ArrayList<>(grounded.justification());
        bodies.add(new Body(Body.Part.PROMPT, transcript(prompt)));
        bodies.addAll(transit.decidedOn());
        var sources = grounded.sources();
        return transit.trail()
                .egress(new Egressed(
                        call,
                        sources.basis(grounded.request(), grounded.permit(), grounded.obligations()),
                        sources.disclosure(grounded.redacting().drainCounts()),
                        bodies));
    }

    private static String transcript(Prompt prompt) {
        var text = new StringBuilder();
        prompt.messages()
                .forEach(message -> text.append(message.author()).append(":\n").append(message.text()).append("\n\n"));
        return text.toString();
    }

    /// @param redacted   the answer before restoring
    /// @param text       the answer as sent
    /// @param finish     why it ended
    /// @param citations  what it cites
    private record Outcome(String redacted, String text, String finish, List<Citation> citations) {}

    private Outcome whole(Recorded<Egressed> egress, Prompt prompt, Grounded grounded, Transit transit) {
        var completion = inference.complete(egress, grounded.model(), prompt);
        transit.used(completion.usage());
        String redacted = grounded.redacting().redact(completion.text());
        redacted += completion(redacted, grounded);
        String text = grounded.redacting().restore(redacted);
        transit.sent(text);
        return new Outcome(redacted, text, completion.finish(), citations(redacted, grounded));
    }

    private Outcome streamed(
            Recorded<Egressed> egress, Prompt prompt, Grounded grounded, Transit transit, Delivery delivery) {
        try (var generation = inference.stream(egress, grounded.model(), prompt)) {
            var finished = pump(generation, delivery);
            transit.used(finished.usage());
            String text = delivery.finish(soFar -> completion(soFar, grounded));
            grounded.redacting().count(delivery.redaction().counts());
            String redacted = delivery.redactedText();
            return new Outcome(redacted, text, finished.reason(), citations(redacted, grounded));
        }
    }

    private static Delta.Finished pump(Generation generation, Delivery delivery) {
        while (true) {
            Duration wait = delivery.untilDue();
            switch (generation.next(wait).orElse(null)) {
                case null -> delivery.tick();
                case Delta.Text(var text) -> delivery.accept(text);
                case Delta.Finished finished -> {
                    return finished;
                }
            }
        }
    }

    private static String completion(String redacted, Grounded grounded) {
        int passages = grounded.sources().passages().size();
        var cited = CitedNumbers.in(redacted, passages);
        return CitedNumbers.completion(cited, grounded.obligations().minimumCitations(), passages);
    }

    private static List<Citation> citations(String redacted, Grounded grounded) {
        var passages = grounded.sources().passages();
        var redacting = grounded.redacting();
        return redacting.together(() -> CitedNumbers.in(redacted, passages.size()).stream()
                .map(number -> redacting.cite(number, passages.get(number - 1)))
                .toList());
    }

    private static Answer close(Question question, Grounded grounded, Transit transit, Outcome outcome) {
        var bodies = new ArrayList<Body>();
        if (!question.streamed()) {
            bodies.add(new Body(Body.Part.ANSWER, outcome.redacted()));
        }
        bodies.add(transit.sentDigest());
        bodies.addAll(transit.decidedOn());
        transit.close(new Answered(
                transit.tally(),
                outcome.finish(),
                outcome.citations().size(),
                grounded.redacting().drainCounts(),
                bodies));
        return new Answer(
                outcome.text(),
                outcome.finish(),
                outcome.citations(),
                usage(transit),
                grounded.permit().revision().value(),
                grounded.history().dropped());
    }

    private static Optional<Answer.Usage> usage(Transit transit) {
        return transit.tally().usage().map(used -> new Answer.Usage(used.input(), used.output()));
    }
}
