package io.sallyport.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.sallyport.document.Acl;
import io.sallyport.document.Classification;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.DocumentVersion;
import io.sallyport.document.FieldType;
import io.sallyport.document.Principal;
import io.sallyport.identity.Tenant;

/// Random vocabularies, policies, requests and documents from a seed, within the subset that translates. What differs
/// in meaning is made likely: missing fields and claims, empty lists, errors, equal and neighbouring values, extremes.
///
/// Longer than most files because the grammar is read best in one place.
final class PolicyGenerator {

    private static final List<String> TEXTS = List.of(
            "a", "ab", "b", "eu", "us", "", "*", "a*", "é", "e\u0301", "\"", "\\", "x OR y", "now", "1", "2", "true",
            "😀");
    private static final List<Long> INTS = List.of(
            -1L, 0L, 1L, 2L, 3L, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE);
    private static final List<Long> SMALL_INTS = List.of(-2L, -1L, 0L, 1L, 2L, 3L, 40L);
    private static final List<Double> DOUBLES = List.of(-1.5, -1.0, 0.0, 0.5, 1.0, 2.0, 2.5, 1e300, -1e300, 4.9e-324);
    private static final List<Double> SMALL_DOUBLES = List.of(-1.5, -0.5, 0.0, 0.5, 1.0, 2.0, 2.5);
    private static final List<String> TIMES = List.of(
            "0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "1970-01-01T00:00:00Z", "2026-11-20T09:59:59.999Z",
            "2026-11-20T10:00:00Z", "2026-11-20T10:00:00.001Z", "9999-12-31T23:59:59.999Z");

    private static final List<String> PRINCIPALS = List.of(
            "everyone", "user:anna", "user:ann", "group:x", "group:y", "group:*", "group:é", "group:a/b:c", "role:a",
            "role:b", "role:anna", "role:x OR y");
    private static final int BEYOND_PER_MILLE = 4;

    private final Random random;
    private final List<String> levels;
    private final Map<String, FieldType> fields = new LinkedHashMap<>();
    private final Map<String, Boolean> required = new HashMap<>();
    private final boolean beyond;
    private int elements;

    private PolicyGenerator(PolicyGenerator vocabulary, long seed, boolean beyond) {
        random = new Random(seed);
        levels = vocabulary.levels;
        fields.putAll(vocabulary.fields);
        required.putAll(vocabulary.required);
        this.beyond = beyond;
    }

    PolicyGenerator(long seed) {
        random = new Random(seed);
        beyond = false;
        levels = List.of("l0", "l1", "l2", "l3", "l4").subList(0, 2 + random.nextInt(4));
        add("tenant", FieldType.STRING, true);
        add("classification", FieldType.LEVEL, true);
        Map.of("s", FieldType.STRING, "n", FieldType.INT, "d", FieldType.DOUBLE, "b", FieldType.BOOL, "t",
                FieldType.TIMESTAMP, "v", FieldType.LEVEL, "l", FieldType.STRING_LIST)
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> IntStream.rangeClosed(1, 1 + random.nextInt(2))
                        .forEach(number -> add(entry.getKey() + number, entry.getValue(), chance(25))));
    }

    /// Draws anew over the same vocabulary, and now and then writes a condition that no filter can express: it must be
    /// refused, or be translated exactly.
    PolicyGenerator beyondTheSubset(long seed) {
        return new PolicyGenerator(this, seed, true);
    }

    private void add(String name, FieldType type, boolean isRequired) {
        fields.put(name, type);
        required.put(name, isRequired);
    }

    /// One to six allow and up to four deny rules about documents, one or two and up to one about models.
    RandomPolicy policy() {
        return new RandomPolicy(
                vocabulary(),
                rules(1 + random.nextInt(6), random.nextInt(5)),
                rules(1 + random.nextInt(2), random.nextInt(2)));
    }

    private List<RandomPolicy.Line> rules(int allows, int denies) {
        return Stream.concat(
                IntStream.range(0, allows)
                        .mapToObj(number -> new RandomPolicy.Line("allow-" + number, "allow", condition(3))),
                IntStream.range(0, denies)
                        .mapToObj(number -> new RandomPolicy.Line("deny-" + number, "deny", condition(3))))
                .toList();
    }

    private String vocabulary() {
        String document = fields.entrySet()
                .stream()
                .map(
                        entry -> "    %s: { type: %s, required: %s, index: acl.%s }".formatted(
                                entry.getKey(),
                                entry.getValue().vocabularyName(),
                                required.get(entry.getKey()),
                                entry.getKey()))
                .collect(Collectors.joining("\n"));
        return """
                apiVersion: sallyport/v1
                kind: Vocabulary
                metadata: { name: random, owner: tests@sallyport.example }
                spec:
                  levels: [%s]
                  document:
                %s
                  subject:
                    tenant:    { type: string,       claim: tid }
                    clearance: { type: level,        claim: clearance }
                    region:    { type: string,       claim: region }
                    num:       { type: int,          claim: num }
                    real:      { type: double,       claim: real }
                    flag:      { type: bool,         claim: flag }
                    since:     { type: timestamp,    claim: since }
                    roles:     { type: list(string), claim: roles }
                  request:
                    purpose:    { type: string }
                    time:       { type: timestamp }
                    hour:       { type: int }
                    breakGlass: { type: bool }
                  model:
                    id:      { type: string }
                    hosting: { type: string }
                    ceiling: { type: level }
                    regions: { type: list(string) }
                """.formatted(String.join(", ", levels), document);
    }

    // -- rules

    /// A boolean expression of the subset, up to that depth.
    String condition(int depth) {
        if (depth > 0 && chance(60)) {
            return switch (random.nextInt(6)) {
                case 0 -> "!(" + condition(depth - 1) + ")";
                case 1, 2 -> "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
                case 3, 4 -> "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
                default ->
                    "(" + condition(depth - 1) + " ? " + condition(depth - 1) + " : " + condition(depth - 1) + ")";
            };
        }
        return chance(12) ? known() : chance(10) ? unrolled(depth) : leaf();
    }

    private String unrolled(int depth) {
        String element = "x" + elements++;
        String body = switch (random.nextInt(5)) {
            case 0 -> "document.%s == %s".formatted(field(FieldType.STRING), element);
            case 1 -> "%s in document.%s".formatted(element, field(FieldType.STRING_LIST));
            case 2 -> "document.%s.exists(y, y == %s)".formatted(field(FieldType.STRING_LIST), element);
            case 3 -> "(document.%s.startsWith(%s) || %s)".formatted(field(FieldType.STRING), element, leaf());
            default -> "(%s != 'a' && %s)".formatted(element, condition(Math.max(0, depth - 2)));
        };
        return texts(1) + (chance(50) ? ".exists(" : ".all(") + element + ", " + body + ")";
    }

    private String leaf() {
        if (beyond && random.nextInt(1000) < BEYOND_PER_MILLE) {
            return outside();
        }
        var entry = List.copyOf(fields.entrySet()).get(random.nextInt(fields.size()));
        String name = "document." + entry.getKey();
        return entry.getValue() == FieldType.STRING_LIST ? list(name) : scalar(name, entry.getValue());
    }

    /// What type-checks and what a translator could mistake for something it knows.
    private String outside() {
        String text = "document." + field(FieldType.STRING);
        String list = "document." + field(FieldType.STRING_LIST);
        return pick(
                "document." + field(FieldType.LEVEL) + " == dyn('1')",
                "document." + field(FieldType.INT) + " == dyn(1.0)",
                "document." + field(FieldType.INT) + " < dyn(subject.num)",
                text + " in ['a', 1]",
                text + " in dyn(subject.roles)",
                "dyn(subject.region) in " + list,
                "sets.intersects(" + list + ", ['a', dyn(1)])",
                list + ".exists(e, e != 'a')",
                list + ".exists(e, e == 'a' && e == 'b')",
                list + ".exists(e, !(e in ['a']))",
                list + ".exists(e, subject.roles.exists(r, r == e))",
                list + ".exists(e, " + text + " == e)",
                list + ".all(e, e == 'a')",
                list + ".exists_one(e, e == 'a')",
                "document." + field(FieldType.TIMESTAMP) + " in [request.time]",
                "document." + field(FieldType.DOUBLE) + " in [subject.real]",
                "document." + field(FieldType.DOUBLE) + " == subject.real",
                text + ".contains('a')",
                text + " < 'b'",
                "size(" + list + ") > 1",
                "has(" + list + ")",
                "sets.contains(" + list + ", ['a'])",
                text + " == document.tenant");
    }

    private String scalar(String name, FieldType type) {
        if (chance(15)) {
            return "has(" + name + ")";
        }
        return switch (type) {
            case STRING -> switch (random.nextInt(4)) {
                case 0 -> name + " in " + texts(1);
                case 1 -> name + ".startsWith(" + text() + ")";
                default -> compared(name, equality(), text());
            };
            case LEVEL -> switch (random.nextInt(4)) {
                case 0 -> name + " in " + "[" + levelValue() + ", " + levelValue() + "]";
                case 1 -> compared(name, equality(), levelValue());
                default -> compared(name, ordering(), chance(80) ? levelValue() : real());
            };
            case INT -> switch (random.nextInt(4)) {
                case 0 -> name + " in [" + whole(INTS) + ", " + whole(INTS) + "]";
                case 1 -> compared(name, equality(), whole(INTS));
                default -> chance(70) ? compared(name, ordering(), whole(INTS)) : compared(name, ordering(), real());
            };
            case DOUBLE -> compared(name, ordering(), chance(70) ? real() : whole(SMALL_INTS));
            case BOOL -> chance(50) ? name : compared(name, equality(), known());
            case TIMESTAMP -> compared(name, chance(30) ? equality() : ordering(), time());
            case STRING_LIST -> list(name);
        };
    }

    private String list(String name) {
        return switch (random.nextInt(7)) {
            case 0 -> text() + " in " + name;
            case 1 -> "sets.intersects(" + name + ", " + texts(1) + ")";
            case 2 -> "sets.intersects(" + texts(1) + ", " + name + ")";
            case 3 -> "sets.contains(" + texts(1) + ", " + name + ")";
            case 4 -> name + ".all(e, e in " + texts(1) + ")";
            case 5 -> name + ".exists(e, " + one(text(), texts(1)) + ")";
            // An error in one arm makes the whole test one, which is narrower than CEL: arms do not err here.
            default -> name + ".exists(e, " + one(literal(), literals()) + " || " + one(literal(), literals()) + ")";
        };
    }

    private String one(String text, String texts) {
        return switch (random.nextInt(4)) {
            case 0 -> "e in " + texts;
            case 1 -> "e.startsWith(" + text + ")";
            case 2 -> text + " == e";
            default -> "e == " + text;
        };
    }

    private String compared(String field, String operator, String value) {
        return chance(75)
                ? "%s %s %s".formatted(field, operator, value)
                : "%s %s %s".formatted(value, mirrored(operator), field);
    }

    private static String mirrored(String operator) {
        return switch (operator) {
            case "<" -> ">";
            case "<=" -> ">=";
            case ">" -> "<";
            case ">=" -> "<=";
            default -> operator;
        };
    }

    private String equality() {
        return chance(50) ? "==" : "!=";
    }

    private String ordering() {
        return List.of("<", "<=", ">", ">=").get(random.nextInt(4));
    }

    // -- parts that do not read the document

    String known() {
        return pick(
                "true",
                "false",
                "subject.flag",
                "!subject.flag",
                "request.breakGlass",
                "(\"a\" in subject.roles)",
                "(subject.region == \"eu\")",
                "has(subject.region)",
                "(subject.clearance >= level.l1)",
                "(subject.num / subject.num == 1)",
                "(1 / 0 == 1)",
                "subject.roles.exists(r, r.startsWith(\"a\"))",
                "(model.hosting == \"internal\")",
                "(\"eu\" in model.regions)",
                "(request.hour < 12)",
                "(dyn(subject.region) == 1)",
                "(size(subject.roles) > 1)");
    }

    private String text() {
        return chance(60)
                ? literal()
                : pick("subject.region", "subject.tenant", "subject.roles[0]", "request.purpose", "model.hosting",
                        "(subject.flag ? \"a\" : \"b\")", "(subject.region + \"b\")");
    }

    private String texts(int least) {
        return chance(50)
                ? "[" + IntStream.range(0, least + random.nextInt(3)).mapToObj(number -> text())
                        .collect(Collectors.joining(", ")) + "]"
                : pick("subject.roles", "model.regions", "subject.roles.filter(r, r != \"a\")",
                        "(subject.roles + [\"b\"])", "[\"a\"].filter(r, r != \"a\")");
    }

    private String literal() {
        return quoted(TEXTS.get(random.nextInt(TEXTS.size())));
    }

    private String literals() {
        return "[" + literal() + ", " + literal() + "]";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private String levelValue() {
        return chance(70)
                ? pick("level.l0", "level.l1", "subject.clearance", "model.ceiling")
                : pick("-1", "0", "7", "subject.num", "9223372036854775807", "(subject.clearance - 1)");
    }

    private String whole(List<Long> values) {
        return chance(60)
                ? String.valueOf(values.get(random.nextInt(values.size())))
                : pick("subject.num", "(subject.num + 1)", "request.hour", "(subject.num % 2)", "size(subject.roles)");
    }

    private String real() {
        return chance(60)
                ? String.valueOf(SMALL_DOUBLES.get(random.nextInt(SMALL_DOUBLES.size())))
                : pick("subject.real", "(subject.real + 0.5)");
    }

    private String time() {
        return chance(50)
                ? "timestamp(\"" + TIMES.get(random.nextInt(TIMES.size())) + "\")"
                : pick("request.time", "subject.since", "(request.time + duration(\"1ms\"))",
                        "(request.time - duration(\"1ns\"))", "(subject.since + duration(\"1ns\"))");
    }

    private String field(FieldType type) {
        var names = fields.entrySet()
                .stream()
                .filter(entry -> entry.getValue() == type)
                .map(Map.Entry::getKey)
                .toList();
        return names.get(random.nextInt(names.size()));
    }

    // -- requests and documents

    /// A request for the model `local` by a subject some of whose claims are missing.
    AccessRequest request() {
        var claims = new HashMap<String, Object>();
        claims.put("sub", "anna");
        maybe(claims, "tid", pick("a", "b"));
        maybe(claims, "clearance", levels.get(random.nextInt(levels.size())));
        maybe(claims, "region", TEXTS.get(random.nextInt(TEXTS.size())));
        maybe(claims, "num", SMALL_INTS.get(random.nextInt(SMALL_INTS.size())));
        maybe(claims, "real", SMALL_DOUBLES.get(random.nextInt(SMALL_DOUBLES.size())));
        maybe(claims, "flag", random.nextBoolean());
        maybe(claims, "since", TIMES.get(random.nextInt(TIMES.size())));
        maybe(claims, "roles", someTexts());
        maybe(claims, "groups", pick(List.of(), List.of("x"), List.of("x", "y"), List.of("*", "é", "a/b:c")));
        return new AccessRequest(
                Given.subject(claims),
                new Purpose(pick("a", "b", "audit")),
                new Channel("web"),
                new ModelId("local"),
                Given.NOW,
                random.nextBoolean());
    }

    private void maybe(Map<String, Object> claims, String name, Object value) {
        if (chance(80)) {
            claims.put(name, value);
        }
    }

    /// A well-formed document; some fields are missing, required ones as well.
    Document document() {
        return document("doc");
    }

    /// One of that name.
    Document document(String name) {
        int rank = random.nextInt(levels.size());
        String tenant = pick("a", "b");
        var attributes = new HashMap<String, Object>();
        fields.forEach((field, type) -> value(field, type).ifPresent(value -> attributes.put(field, value)));
        attributes.replace("tenant", tenant);
        attributes.replace("classification", (long) rank);
        return new Document(
                new DocumentId(new Tenant(tenant), new Collection("docs"), name),
                new DocumentVersion("1"),
                "A document",
                "",
                new Classification(levels.get(rank), rank),
                acl(),
                attributes,
                Given.NOW);
    }

    private Optional<Object> value(String name, FieldType type) {
        int present = Boolean.TRUE.equals(required.get(name)) ? 96 : 70;
        return chance(present) ? Optional.of(value(type)) : Optional.empty();
    }

    private Object value(FieldType type) {
        return switch (type) {
            case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
            case LEVEL -> (long) random.nextInt(levels.size());
            case INT -> INTS.get(random.nextInt(INTS.size()));
            case BOOL -> random.nextBoolean();
            case DOUBLE -> DOUBLES.get(random.nextInt(DOUBLES.size()));
            case TIMESTAMP -> Instant.parse(TIMES.get(random.nextInt(TIMES.size())));
            case STRING_LIST -> someTexts();
        };
    }

    private List<String> someTexts() {
        var texts = new ArrayList<String>();
        IntStream.range(0, random.nextInt(4)).forEach(number -> texts.add(TEXTS.get(random.nextInt(TEXTS.size()))));
        return texts.stream().distinct().toList();
    }

    private Acl acl() {
        return chance(60) ? new Acl(Set.of(Principal.EVERYONE), Set.of()) : new Acl(principals(), principals());
    }

    private Set<Principal> principals() {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(number -> PRINCIPALS.get(random.nextInt(PRINCIPALS.size())))
                .map(Principal::new)
                .collect(Collectors.toSet());
    }

    @SafeVarargs
    private <T> List<T> pick(List<T>... values) {
        return values[random.nextInt(values.length)];
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
