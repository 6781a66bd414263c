package io.sallyport.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.sallyport.document.Document;

/// A question to a bundle in the words of its vocabulary: this subject, request and model, and maybe this document.
///
/// Written like a case of a `PolicyTest`:
///
/// ```yaml
/// now: "2026-11-20T10:00:00Z"
/// subject: { id: anna, roles: [staff] }
/// request: { purpose: everyday-work }
/// model: caller
/// document: { tenant: halden, classification: internal }
/// ```
///
/// @param request  what is asked
/// @param document the document it is asked for; absent for the request alone
public record PolicyQuestion(AccessRequest request, Optional<Document> document) {

    private static final String FILE = "question";

    /// Reads a question.
    ///
    /// @param now stands for the time where the question states none
    /// @throws PolicyProblems with everything that is wrong with it, at its place
    public static PolicyQuestion read(PolicySet bundle, String text, Instant now) {
        var log = new ProblemLog();
        var question = YamlFile.parse(new PolicyFile(FILE, text), log).flatMap(root -> read(bundle, root, now));
        log.throwIfAny();
        return question.orElseThrow();
    }

    /// The answer of a bundle, which should be the one the question was read for.
    public Explanation explainedBy(PolicySet bundle) {
        return document.map(asked -> bundle.explain(request, asked)).orElseGet(() -> bundle.explain(request));
    }

    private static Optional<PolicyQuestion> read(PolicySet bundle, YamlNode root, Instant now) {
        var entries = root.entries(List.of("now", "subject", "request", "model", "document"));
        var at = Optional.ofNullable(entries.get("now")).flatMap(ValueReader::instant).orElse(now);
        var book = bundle.book();
        var cast = new CastReader(book.vocabulary(), at);
        var requests = new RequestReader(book, bundle.settings(), true);
        var subject = root.require(entries, "subject").flatMap(node -> cast.subject(Map.entry("subject", node)));
        var asked = root.require(entries, "request").flatMap(node -> requests.read(node, at));
        var model = root.require(entries, "model").flatMap(requests::model);
        var document = Optional.ofNullable(entries.get("document"))
                .flatMap(node -> cast.document(Map.entry("document", node)));
        if (subject.isEmpty() || asked.isEmpty() || model.isEmpty()) {
            return Optional.empty();
        }
        var request = asked.get().by(new Supposed(book.vocabulary()), subject.get(), model.get());
        return Optional.of(new PolicyQuestion(request, document));
    }
}
