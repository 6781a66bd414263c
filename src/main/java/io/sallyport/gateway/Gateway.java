package io.sallyport.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.sallyport.audit.Answered;
import io.sallyport.audit.AuditLog;
import io.sallyport.audit.Body;
import io.sallyport.audit.Disclosed;
import io.sallyport.document.Collection;
import io.sallyport.document.CollectionCatalog;
import io.sallyport.gateway.Refusal.Kind;
import io.sallyport.identity.Subject;
import io.sallyport.inference.Inference;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.Decision;
import io.sallyport.policy.DecisionPoint;
import io.sallyport.policy.Deny;
import io.sallyport.policy.ModelId;
import io.sallyport.policy.Obligations;
import io.sallyport.policy.Permit;
import io.sallyport.policy.PolicySet;
import io.sallyport.redaction.PseudonymScopes;
import io.sallyport.redaction.Redactor;
import io.sallyport.retrieval.Query;
import io.sallyport.retrieval.Retriever;

/// The single enforcement point. Every public method reads as the path of a request: decide, search under the filter,
/// re-check, redact, record, and only then let text go.
public final class Gateway {

    private final AuditLog log;
    private final DecisionPoint decisions;
    private final CollectionCatalog catalog;
    private final Retriever retriever;
    private final Redactor redactor;
    private final BareText bare;
    private final PseudonymScopes scopes;
    private final Inference inference;
    private final Admittance admittance;
    private final RequestBudget budget;
    private final Answering answering;
    private final Shadowing shadowing;
    private final AnswerSettings settings;

    Gateway(
            AuditLog log,
            DecisionPoint decisions,
            CollectionCatalog catalog,
            Retriever retriever,
            Redactor redactor,
            PseudonymScopes scopes,
            Inference inference,
            Admittance admittance,
            RequestBudget budget,
            Answering answering,
            Shadowing shadowing,
            AnswerSettings settings) {
        this.log = log;
        this.decisions = decisions;
        this.catalog = catalog;
        this.retriever = retriever;
        this.redactor = redactor;
        this.bare = new BareText(redactor, scopes);
        this.scopes = scopes;
        this.inference = inference;
        this.admittance = admittance;
        this.budget = budget;
        this.answering = answering;
        this.shadowing = shadowing;
        this.settings = settings;
    }

    /// Answers a question with a model, streamed into `sink` if the question asks for that.
    ///
    /// @throws Refusal when it is refused or fails; text sent before that stays sent and is recorded
    public Answer ask(Asker asker, Question question, AnswerSink sink) {
        var purpose = admittance.purpose(asker.subject(), question.terms());
        var received = asker.received(
                purpose, Optional.of(question.model()), question.terms(), question.streamed(), question.bytes());
        return Transit.of(log, asker, received, () -> asked(question.text()), transit -> {
            var policy = decisions.current();
            var collections = collections(asker.subject(), question.terms());
            var request = admittance.request(asker.subject(), question.terms(), modelId(question.model()));
            transit.decidesOn(policy.input(request));
            var shadow = shadowing.beside(asker, policy, request, collections);
            var permit = permit(shadow.decided(policy.decide(request)));
            var model = inference.model(question.model()).orElseThrow(() -> hiddenRefusal(Optional.empty()));
            sink.begin(policy.revision().value());
            budget.spend(asker.subject(), permit.obligations().requestsPerMinute());
            var history = answering.history(asker.subject(), question, permit.admission());
            var query = query(question.text(), collections, settings.passages(), permit.obligations());
            var retrieval = retriever.retrieve(query, permit.filter(), permit.admission());
            var found = new Sources(retrieval.passages(), history.documents(), retrieval.droppedAtRecheck());
            var obligations = obligations(policy, permit, found, shadow);
            var sources = found.limitedTo(
                    Math.min(settings.documents(), obligations.maxDocuments().orElse(Query.MOST)));
            var pseudonyms = question.conversation()
                    .map(conversation -> scopes.conversation(
                            asker.subject().tenant().value(), conversationOwner(asker.subject()), conversation))
                    .orElseGet(scopes::request);
            var redacting = new Redacting(redactor, obligations.redaction(), pseudonyms);
            var grounded = new Answering.Grounded(request, permit, obligations, model, sources, history, redacting,
                    justification(request, question.terms()), standing(request, permit, sources));
            return answering.answer(asker, question, grounded, transit, sink);
        });
    }

    /// The permitted, redacted passages for a question, without a model.
    ///
    /// @throws Refusal when it is refused or fails; then nothing was disclosed
    public Passages retrieve(Asker asker, PassageRequest wanted) {
        var purpose = admittance.purpose(asker.subject(), wanted.terms());
        var received = asker.received(purpose, Optional.empty(), wanted.terms(), false, wanted.bytes());
        return Transit.of(log, asker, received, () -> asked(wanted.question()), transit -> {
            var policy = decisions.current();
            var collections = collections(asker.subject(), wanted.terms());
            var request = admittance.request(asker.subject(), wanted.terms(), ModelId.CALLER);
            transit.decidesOn(policy.input(request));
            var shadow = shadowing.beside(asker, policy, request, collections);
            var permit = permit(shadow.decided(policy.decide(request)));
            budget.spend(asker.subject(), permit.obligations().requestsPerMinute());
            var query = query(wanted.question(), collections, wanted.limit(), permit.obligations());
            var retrieval = retriever.retrieve(query, permit.filter(), permit.admission());
            var found = new Sources(retrieval.passages(), List.of(), retrieval.droppedAtRecheck());
            var obligations = obligations(policy, permit, found, shadow);
            var sources = found.limitedTo(obligations.maxDocuments().orElse(Query.MOST));
            var redacting = new Redacting(redactor, obligations.redaction(), scopes.request());
            return disclose(transit, wanted, request, permit, obligations, sources, redacting);
        });
    }

    /// The models the subject may ask for now, in alphabetical order.
    ///
    /// @throws Refusal when the subject may not ask at all
    public Set<String> models(Subject subject, Terms terms) {
        var policy = decisions.current();
        return inference.models().stream()
                .filter(model -> policy
                        .decide(admittance.request(subject, terms, modelId(model.id()))) instanceof Permit)
                .map(io.sallyport.inference.Model::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Records a request whose input could not be accepted, and returns the refusal for the caller.
    public Refusal refuse(Asker asker, long bytes, Kind kind, String reason) {
        var refusal = new Refusal(kind, reason);
        try {
            var unread = new Terms(Optional.empty(), Optional.empty(), Set.of());
            var received = asker.received(Optional.empty(), Optional.empty(), unread, false, bytes);
            Transit.of(log, asker, received, List::of, transit -> {
                throw refusal;
            });
        } catch (Refusal recorded) {
            return recorded;
        }
        return refusal;
    }

    /// The live policy bundle, for the response header.
    public String revision() {
        return decisions.current().revision().value();
    }

    private Passages disclose(
            Transit transit,
            PassageRequest wanted,
            AccessRequest request,
            Permit permit,
            Obligations obligations,
            Sources sources,
            Redacting redacting) {
        var shown = redacting.together(() -> Shown.of(wanted.question(), sources, redacting));
        var passages = shown.passages();
        passages.forEach(passage -> transit.sent(passage.text()));
        var bodies = new ArrayList<>(justification(request, wanted.terms()));
        bodies.add(new Body(Body.Part.QUERY, shown.query()));
        bodies.add(new Body(Body.Part.PASSAGES, String.join("\n\n", shown.texts())));
        bodies.addAll(transit.decidedOn());
        var disclosed = new Disclosed(
                sources.basis(request, permit, obligations), sources.disclosure(redacting.drainCounts()), bodies);
        var answered = new Answered(
                transit.tally(), "stop", passages.size(), List.of(), List.of(transit.sentDigest()));
        transit.disclose(disclosed, answered);
        return new Passages(passages, permit.revision().value());
    }

    private Runnable standing(AccessRequest request, Permit permit, Sources sources) {
        return settings.endRevoked() ? new Standing(decisions, request, permit, sources)::check : () -> {};
    }

    private List<Body> asked(String question) {
        return List.of(bare.body(Body.Part.QUESTION, question));
    }

    private List<Body> justification(AccessRequest request, Terms terms) {
        return request.breakGlass()
                ? terms.justification().map(text -> bare.body(Body.Part.JUSTIFICATION, text)).stream().toList()
                : List.of();
    }

    private Set<Collection> collections(Subject subject, Terms terms) {
        if (terms.collections().isEmpty()) {
            return catalog.readableBy(subject);
        }
        return terms.collections().stream()
                .map(name -> catalog.readableBy(name, subject).orElseThrow(Refusal::notFound))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Query query(String question, Set<Collection> collections, int passages, Obligations obligations) {
        if (question.length() > Query.LONGEST_QUESTION) {
            throw new Refusal(
                    Kind.TOO_LARGE, "A question has at most %,d characters.".formatted(Query.LONGEST_QUESTION));
        }
        int documents = Math.min(obligations.maxDocuments().orElse(Query.MOST), Query.MOST);
        return new Query(question, collections, Math.min(passages, Query.MOST), documents);
    }

    private static Permit permit(Decision decision) {
        return switch (decision) {
            case Permit permit -> permit;
            case Deny(var revision, var rule, var reason, var hidden) ->
                throw hidden
                        ? hiddenRefusal(rule.map(Object::toString))
                        : new Refusal(
                                Kind.DENIED, reason, rule.map(Object::toString), Optional.of(revision.value()));
        };
    }

    /// Carries no revision: whether policy was asked must not show.
    private static Refusal hiddenRefusal(Optional<String> rule) {
        var like = Refusal.notFound();
        return new Refusal(like.kind(), like.reason(), rule, Optional.empty());
    }

    private static Obligations obligations(PolicySet policy, Permit permit, Sources found, Shadow shadow) {
        var highest = found.highest(policy.schema().classifications().getFirst());
        return permit(shadow.decided(permit.obligationsAt(highest), highest, found)).obligations();
    }

    private static ModelId modelId(String name) {
        return ModelId.asked(name).orElseThrow(() -> hiddenRefusal(Optional.empty()));
    }

    private static String conversationOwner(Subject subject) {
        return subject.issuer() + " " + subject.id();
    }
}
