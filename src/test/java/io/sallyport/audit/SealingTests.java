package io.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Bodies of a whole log: what is on disk, what reads back, and when it no longer does.
@ExtendWith(Quiet.class)
class SealingTests {

    private static final String PROMPT = "What does the quillonfelt cost?";

    @TempDir
    private Path folder;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Path directory = Path.of("");

    private AuditLog open() {
        directory = folder.resolve("audit");
        return AuditLog.open(AuditLogTests.settings(directory), Clock.systemUTC(), meters, _ -> {});
    }

    private static SubjectReference ask(AuditLog log, String request) {
        SubjectReference bob = log.register(Samples.identity("bob"));
        RequestContext context = new RequestContext(new RequestId(request), "t", Optional.empty(), "halden", bob,
                "desk-app", "POST /v1/retrieve");
        AuditTrail trail = log.open(context, Samples.RECEIVED);
        Egressed asked = Samples.egressed(PROMPT);
        trail.egress(new Egressed(asked.call(), asked.basis(), asked.disclosure(),
                List.of(asked.bodies().getFirst(), Samples.INPUT.body())));
        trail.close(Samples.ANSWERED);
        return bob;
    }

    private static StoredBody prompt(AuditLog log) {
        return Stage.entries(log).stream().filter(entry -> entry.kind().equals("Egressed")).findFirst().orElseThrow()
                .bodies().getFirst();
    }

    private Path key(SubjectReference subject) {
        return directory.resolve(Layout.subjectKey(subject));
    }

    private boolean isOnDisk(String text) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void noTextAndNoNameIsInTheClearOnDisk() throws Exception {
        try (AuditLog log = open()) {
            ask(log, "q1");
            assertThat(prompt(log)).isEqualTo(new StoredBody.Opened("prompt", PROMPT));
        }
        for (String text : List.of("quillonfelt", "127.0.0.1\0", "move costs", "all-staff", "\"bob\"",
                "issuer.example")) {
            assertThat(isOnDisk(text)).as(text).isFalse();
        }
        assertThat(isOnDisk("desk-app")).as("what is in the clear is found this way").isTrue();
    }

    @Test
    void aRestartOpensOldBodiesAndKnowsWhoItWas() {
        SubjectReference bob;
        try (AuditLog log = open()) {
            bob = ask(log, "q1");
        }
        try (AuditLog log = open()) {
            assertThat(prompt(log).text()).contains(PROMPT);
            assertThat(log.identity(bob)).contains(Samples.identity("bob"));
            assertThat(log.reference(Samples.identity("bob"))).isEqualTo(bob);
            assertThat(log.identity(log.reference(Samples.identity("nobody")))).isEmpty();
        }
    }

    @Test
    void aDestroyedKeyMakesItsBodiesUnavailableForGood() throws Exception {
        SubjectReference bob;
        try (AuditLog log = open()) {
            bob = ask(log, "q1");
        }
        Files.delete(key(bob));
        try (AuditLog log = open()) {
            assertThat(prompt(log))
                    .isEqualTo(new StoredBody.Unavailable("prompt", StoredBody.Reason.KEY_DESTROYED));
            assertThat(log.identity(bob)).isEmpty();
            assertThat(log.decided(EntryFilter.all(), OptionalLong.empty(), 10).requests()).singleElement()
                    .satisfies(decided -> assertThat(decided.input()).isEmpty());
            ask(log, "q2");
            assertThat(prompt(log)).as("a later key of the same subject opens nothing earlier")
                    .isEqualTo(new StoredBody.Unavailable("prompt", StoredBody.Reason.KEY_DESTROYED));
        }
    }

    @Test
    void aDamagedKeyFileIsToldApartAndRefusesRequestsOfThatSubjectAlone() throws Exception {
        SubjectReference bob;
        try (AuditLog log = open()) {
            bob = ask(log, "q1");
        }
        byte[] content = Files.readAllBytes(key(bob));
        content[60] ^= 1;
        Files.write(key(bob), content);
        try (AuditLog log = open()) {
            assertThat(prompt(log))
                    .isEqualTo(new StoredBody.Unavailable("prompt", StoredBody.Reason.KEY_UNAVAILABLE));
            assertThatThrownBy(() -> ask(log, "q2")).isInstanceOfSatisfying(AuditUnavailable.class,
                    e -> assertThat(e.reason()).isEqualTo(Unavailability.KEYS));
            assertThat(meters.get("sallyport.audit.refusals").tag("reason", "keys").counter().count()).isPositive();
            assertThat(log.register(Samples.identity("olga"))).isNotEqualTo(bob);
        }
    }

    @Test
    void anotherSealingKeyRefusesTheStartAndNamesPropertyAndFile() {
        try (AuditLog log = open()) {
            ask(log, "q1");
        }
        String other = KeyFolder.file("other-key", 7);
        AuditSettings settings = AuditLogTests.settings(directory, other);
        assertThatThrownBy(() -> AuditLog.open(settings, Clock.systemUTC(), meters, _ -> {}))
                .isInstanceOfSatisfying(AuditStartRefused.class, e -> assertThat(e.exitCode()).isEqualTo(74))
                .hasMessageContaining("sallyport.audit.sealing-key=" + other).hasMessageContaining("keys/log.key");
    }

    @Test
    void whatPolicySawIsOpenedByTheReplaysDoorAlone() {
        try (AuditLog log = open()) {
            for (int i = 0; i < 5; i++) {
                ask(log, "q" + i);
            }
            assertThat(Stage.entries(log)).filteredOn(entry -> entry.kind().equals("Egressed")).hasSize(5)
                    .allSatisfy(entry -> assertThat(entry.bodies()).element(1)
                            .isEqualTo(new StoredBody.Withheld("attributes")));
            DecidedPage page = log.decided(EntryFilter.all(), OptionalLong.empty(), 3);
            assertThat(page.requests()).extracting(each -> each.request().value()).containsExactly("q4", "q3", "q2");
            DecidedPage rest = log.decided(EntryFilter.all(), page.next(), 3);
            assertThat(rest.requests()).extracting(each -> each.request().value()).containsExactly("q1", "q0");
            assertThat(rest.requests()).allSatisfy(decided -> {
                assertThat(decided.input()).contains(Samples.INPUT);
                assertThat(decided.outcome()).isEqualTo(new DecidedRequest.Outcome.Permitted(
                        Optional.of(Samples.BASIS), Samples.DISCLOSURE.documents()));
                assertThat(decided.tenant()).isEqualTo("halden");
                assertThat(decided.client()).isEqualTo("desk-app");
            });
            assertThat(log.decided(EntryFilter.all().ofTenant("other"), OptionalLong.empty(), 3).requests()).isEmpty();
        }
    }

    @Test
    void requestsThatBeganAreToldWithTheDecidedOnes() {
        try (AuditLog log = open()) {
            ask(log, "q0");
            log.open(Samples.context("undecided"), Samples.RECEIVED).close(new Refused(RefusalReason.PURPOSE,
                    Optional.empty(), Optional.empty(), List.of()));
            ask(log, "q1");
            DecidedPage page = log.decided(EntryFilter.all(), OptionalLong.empty(), 1);
            assertThat(page.requests()).extracting(each -> each.request().value()).containsExactly("q1");
            assertThat(page.received()).as("not read so far back").isEmpty();
            DecidedPage rest = log.decided(EntryFilter.all(), page.next(), 3);
            assertThat(rest.received()).extracting(RequestId::value).containsExactly("q1", "undecided", "q0");
            assertThat(log.decided(EntryFilter.all().ofTenant("other"), OptionalLong.empty(), 3).received()).isEmpty();
        }
    }

    @Test
    void whatAnotherVersionWroteIsUnreadableAndFailsNothing() {
        try (AuditLog log = open()) {
            AuditTrail trail = log.open(Samples.context("q"), Samples.RECEIVED);
            trail.close(new Refused(RefusalReason.DENIED, Optional.empty(), Optional.empty(),
                    List.of(new Body(Body.Part.ATTRIBUTES, "{\"principal\":7}"))));
            assertThat(log.decided(EntryFilter.all(), OptionalLong.empty(), 3).requests()).singleElement()
                    .satisfies(decided -> assertThat(decided.input()).isEmpty());
        }
    }

    @Test
    void aRefusalIsReadBackWithItsRule() {
        try (AuditLog log = open()) {
            AuditTrail trail = log.open(Samples.context("q"), Samples.RECEIVED);
            trail.close(new Refused(RefusalReason.DENIED, Optional.of("a.yaml#b"), Optional.of("r1"),
                    List.of(Samples.INPUT.body())));
            assertThat(log.decided(EntryFilter.all(), OptionalLong.empty(), 3).requests()).singleElement()
                    .satisfies(decided -> assertThat(decided.outcome()).isEqualTo(new DecidedRequest.Outcome.Refused(
                            "denied", Optional.of("a.yaml#b"), Optional.of("r1"))));
        }
    }

    @Test
    void attributesKeepTheirTypesAndOrder() {
        PolicyInput input = new PolicyInput(new PolicyInput.Principal("bob", List.of("g"), List.of()),
                Map.of("text", new PolicyInput.Field("string", "security.text"), "never",
                        new PolicyInput.Field("int", "never")),
                Map.of("whole", new AttributeValue.Whole(3), "real", new AttributeValue.Real(3), "flag",
                        new AttributeValue.Flag(true), "texts", new AttributeValue.Texts(List.of("b", "a", "")), "text",
                        new AttributeValue.Text("3")),
                List.of("clearance"), Map.of(), "m");
        PolicyInput back = PolicyInput.read(input.body().text());
        assertThat(back).isEqualTo(input);
        assertThat(back.subject().keySet()).containsExactlyElementsOf(input.subject().keySet());
        assertThat(back.subject().values()).extracting(AttributeValue::plain)
                .containsExactlyInAnyOrder(3L, 3.0, true, List.of("b", "a", ""), "3");
    }

    @Test
    void aLogOfAnEarlierFormatIsRefusedAndKept() {
        SimulatedDisk disk = new SimulatedDisk();
        Stage stage = Stage.small(disk);
        Workings workings = stage.assemble();
        byte[] head = new String(new Head(workings.tape().origin(), 0, 0, Stage.SEGMENT, 0, Leaf.NONE, List.of())
                .payload(), StandardCharsets.UTF_8).replace("\"format\":2", "\"format\":1")
                .getBytes(StandardCharsets.UTF_8);
        java.nio.ByteBuffer segment = java.nio.ByteBuffer.allocate(Stage.SEGMENT);
        Frame.put(segment, FrameKind.HEAD, true, 0, 0, head);
        SimulatedDisk old = disk.copy();
        old.put(Layout.segment(0), segment.array());
        assertThatThrownBy(() -> Stage.small(old).assemble())
                .isInstanceOfSatisfying(AuditStartRefused.class, e -> assertThat(e.exitCode()).isEqualTo(73))
                .hasMessageContaining("format 1, expected 2");
        assertThat(old.content(Layout.segment(0))).isEqualTo(segment.array());
    }

    @Test
    void aBodyThatIsNotTheOneTheEntryCommitsToIsUnavailable() throws Exception {
        Stage stage = Stage.roomy(new SimulatedDisk());
        AuditLog log = new AuditLog(stage.assemble());
        Workings workings = log.workings();
        RequestContext context = Samples.context("q");
        workings.writer().offer(Append.of(context, List.of(workings.json().encode(Samples.RECEIVED, context),
                swapped(workings.json().encode(Samples.egressed("one"), context),
                        workings.json().encode(Samples.egressed("two"), context)))));
        Stage.drive(workings);
        assertThat(prompt(log)).isEqualTo(new StoredBody.Unavailable("prompt", StoredBody.Reason.NOT_AUTHENTIC));
    }

    private static Encoded swapped(Encoded entry, Encoded other) {
        return new Encoded(entry.role(), entry.json(), other.bodies());
    }
}
