package io.sallyport.gateway;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.sallyport.audit.Disclosure;
import io.sallyport.audit.DocumentReference;
import io.sallyport.audit.PolicyBasis;
import io.sallyport.document.Admission;
import io.sallyport.document.Classification;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.Passage;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.Obligations;
import io.sallyport.policy.Permit;
import io.sallyport.policy.RuleReference;

/// What a request discloses: its passages and the documents behind recognised history.
///
/// @param passages in rank order; their places are the citation numbers
/// @param recalled documents behind assistant turns that go on
/// @param dropped  hits the re-check refused
record Sources(List<Passage> passages, List<Document> recalled, List<DocumentId> dropped) {

    private static final int MOST_RULES = 128;
    private static final int MOST_DROPPED = 128;

    Sources {
        passages = List.copyOf(passages);
        recalled = List.copyOf(recalled);
        dropped = List.copyOf(dropped);
    }

    /// The same with passages of at most so many documents, the best ranked.
    Sources limitedTo(int documents) {
        var kept = new LinkedHashSet<DocumentId>();
        var fewer = passages.stream()
                .filter(passage -> kept.contains(passage.document().id())
                        || (kept.size() < documents && kept.add(passage.document().id())))
                .toList();
        return new Sources(fewer, recalled, dropped);
    }

    Classification highest(Classification lowest) {
        return documents().map(Document::classification).max(Classification::compareTo).orElse(lowest);
    }

    List<AnswerMemory.Source> remembered() {
        return documents().map(AnswerMemory.Source::of).distinct().toList();
    }

    /// Titles and texts of the passages.
    Stream<String> texts() {
        return passages.stream().flatMap(passage -> Stream.of(passage.document().title(), passage.text()));
    }

    Disclosure disclosure(List<io.sallyport.audit.RedactionCount> redactions) {
        var chunks = new LinkedHashMap<DocumentId, LinkedHashSet<Integer>>();
        passages.forEach(passage -> chunks.computeIfAbsent(passage.document().id(), id -> new LinkedHashSet<>())
                .add(passage.chunk().ordinal()));
        var references = distinct().stream()
                .map(document -> reference(document, chunks))
                .toList();
        var refused = dropped.stream().limit(MOST_DROPPED).map(DocumentId::toString).toList();
        return new Disclosure(references, refused, redactions);
    }

    PolicyBasis basis(AccessRequest request, Permit permit, Obligations obligations) {
        var rules = new LinkedHashSet<String>();
        Stream.of(permit.rules(), obligations.rules())
                .flatMap(Collection::stream)
                .map(RuleReference::toString)
                .forEach(rules::add);
        distinct().forEach(document -> permit.rulesFor(document).forEach(rule -> rules.add(rule.toString())));
        return new PolicyBasis(
                permit.revision().value(),
                rules.stream().limit(MOST_RULES).toList(),
                obligations.rules().stream().map(RuleReference::toString).limit(MOST_RULES).toList(),
                request.breakGlass());
    }

    boolean allAdmittedBy(Admission admission) {
        return distinct().stream().allMatch(admission::admits);
    }

    private Stream<Document> documents() {
        return Stream.concat(passages.stream().map(Passage::document), recalled.stream());
    }

    /// Each document once.
    Collection<Document> distinct() {
        Map<DocumentId, Document> byId = new LinkedHashMap<>();
        documents().forEach(document -> byId.putIfAbsent(document.id(), document));
        return byId.values();
    }

    private static DocumentReference reference(
            Document document, Map<DocumentId, LinkedHashSet<Integer>> chunks) {
        var id = document.id();
        return new DocumentReference(
                id.tenant().value(),
                id.collection().name(),
                id.name(),
                document.version().value(),
                document.classification().name(),
                document.acl().digest(),
                List.copyOf(chunks.getOrDefault(id, new LinkedHashSet<>())));
    }
}
