package io.sallyport.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.sallyport.document.Document;

/// Reads a `PolicyTest`: the subjects and documents in it, and its cases.
final class TestReader {

    private static final int MOST_CASES = 500;
    private static final int LONGEST_NAME = 200;

    private final RuleBook book;
    private final RequestReader requests;
    private final ExpectationReader expectations;

    /// @param book  the rules; some are missing while there are problems
    /// @param whole whether none is missing, so that a test which names an unknown one is itself to blame
    TestReader(RuleBook book, EntityNames entities, PolicySettings settings, boolean whole) {
        this.book = book;
        this.requests = new RequestReader(book, settings, whole);
        this.expectations = new ExpectationReader(book, entities, whole);
    }

    /// The subjects and documents of one file.
    private record Cast(Map<String, Attributes> subjects, Map<String, Document> documents) {}

    /// The cases that can be run; what is wrong with the others is reported.
    List<TestCase> read(YamlNode spec) {
        var entries = spec.entries(List.of("now", "subjects", "documents", "cases"));
        var now = spec.require(entries, "now").flatMap(ValueReader::instant).orElse(Instant.EPOCH);
        var reader = new CastReader(book.vocabulary(), now);
        var cast = new Cast(
                spec.require(entries, "subjects").map(reader::subjects).orElse(Map.of()),
                Optional.ofNullable(entries.get("documents")).map(reader::documents).orElse(Map.of()));
        return spec.require(entries, "cases").map(node -> cases(node, now, cast)).orElse(List.of());
    }

    private List<TestCase> cases(YamlNode list, Instant now, Cast cast) {
        var items = list.items();
        if (items.isEmpty() || items.size() > MOST_CASES) {
            list.problem("expected 1 to %d cases".formatted(MOST_CASES));
            return List.of();
        }
        var cases = new ArrayList<TestCase>();
        var lines = new HashMap<String, Integer>();
        items.forEach(item -> read(item, now, cast, lines).ifPresent(cases::add));
        return cases;
    }

    private Optional<TestCase> read(YamlNode node, Instant now, Cast cast, Map<String, Integer> lines) {
        var entries = node.entries(List.of("name", "subject", "request", "model", "expect"));
        var name = node.require(entries, "name").flatMap(entry -> name(entry, lines));
        var subject = node.require(entries, "subject").flatMap(entry -> known(entry, "subject", cast.subjects()));
        var request = node.require(entries, "request").flatMap(entry -> requests.read(entry, now));
        var model = node.require(entries, "model").flatMap(requests::model);
        var expect = node.require(entries, "expect")
                .flatMap(entry -> expectations.read(entry, cast.documents().keySet()));
        if (name.isEmpty() || subject.isEmpty() || request.isEmpty() || model.isEmpty() || expect.isEmpty()) {
            return Optional.empty();
        }
        var asked = request.get().by(new Supposed(book.vocabulary()), subject.get(), model.get());
        return Optional.of(new TestCase(name.get(), asked, cast.documents(), expect.get()));
    }

    private static Optional<String> name(YamlNode node, Map<String, Integer> lines) {
        var name = node.scalar(
                "a name of up to %d characters".formatted(LONGEST_NAME),
                text -> Optional.of(text).filter(known -> known.length() <= LONGEST_NAME));
        name.flatMap(known -> Optional.ofNullable(lines.putIfAbsent(known, node.line())))
                .ifPresent(line -> node.problem("duplicate case '%s' (first at line %d)".formatted(name.get(), line)));
        return name;
    }

    /// What the file calls by that name.
    static <T> Optional<T> known(YamlNode node, String kind, Map<String, T> all) {
        var name = node.text();
        var found = name.flatMap(text -> Optional.ofNullable(all.get(text)));
        if (name.isPresent() && found.isEmpty()) {
            node.problem("unknown %s '%s'%s".formatted(kind, name.get(), Suggestion.of(name.get(), all.keySet())));
        }
        return found;
    }
}
