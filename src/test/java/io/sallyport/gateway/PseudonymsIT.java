package io.sallyport.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

import io.sallyport.audit.AuditLog;
import io.sallyport.audit.EntryFilter;
import io.sallyport.audit.EntryOrder;
import io.sallyport.dev.Script;
import io.sallyport.dev.TestStack;

/// Personal data reaches models, answers, the audit log and the log output only as obliged.
@ExtendWith(OutputCaptureExtension.class)
class PseudonymsIT {

    private static final String EMAIL = "quillon.ferrabee@polderpost.example";
    private static final String PHONE = "+44 20 7946 0958";
    private static final String IBAN = "DE89 3704 0044 0532 0130 00";
    private static final String CARD = "4111 1111 1111 1111";
    private static final String SSN = "532-71-4417";
    private static final List<String> RAW = List.of(EMAIL, PHONE, IBAN, CARD, SSN);
    private static final String TEXT = "The quillonfelt desk answers at %s and on %s. It is paid from %s, by card %s. SSN: %s."
            .formatted(EMAIL, PHONE, IBAN, CARD, SSN);
    private static final String QUESTION = "quillonfelt?";
    private static final String SAID = "Write to [EMAIL_ADDRESS_1], call [PHONE_NUMBER_1], pay to [IBAN_CODE_1]; not to [EMAIL_ADDRESS_99] [1].";
    private static final String RESTORED = "Write to %s, call %s, pay to %s; not to [EMAIL_ADDRESS_99] [1]."
            .formatted(EMAIL, PHONE, IBAN);

    private static OwnDocument document;

    @BeforeAll
    static void write() {
        document = OwnDocument.write("people", "The quillonfelt desk", TEXT, "everyone");
    }

    @AfterAll
    static void remove() {
        document.close();
        TestStack.model().reset();
    }

    @BeforeEach
    void forgetScripts() {
        TestStack.model().reset();
    }

    private static Chat question(String model) {
        return Chat.to(model, QUESTION).in("people");
    }

    @ParameterizedTest
    @CsvSource({"hana, eu-hosted", "hana, us-frontier", "bob, eu-hosted", "bob, halden-local"})
    void theModelSeesPseudonyms(String person, String model) {
        var reply = question(model).as(person);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        String prompt = Chat.prompt().getLast().content();
        assertThat(prompt).contains("[EMAIL_ADDRESS_1]", "[PHONE_NUMBER_1]", "[IBAN_CODE_1]", "[CREDIT_CARD]",
                "[US_SSN]");
        assertThat(TestStack.model().requests().getLast().body()).doesNotContain(RAW);
        assertThat(AuditView.of(reply).text("Egressed", "prompt").orElseThrow()).contains("[EMAIL_ADDRESS_1]")
                .doesNotContain(RAW);
    }

    @Test
    void ourOwnModelSeesWhatTheSubjectNeeds() {
        var reply = Chat.to("halden-local", "Who leads the payroll team and is reachable where?").in("people")
                .as("hana");
        assertThat(Chat.cited(reply)).contains("payroll-contacts");
        assertThat(Chat.prompt().getLast().content()).contains("grietje.wolkenaar@halden.example", "+44 20 7946 0112")
                .doesNotContain("418-62-7093");
    }

    @Test
    void anEntitledSubjectGetsTheValuesBackWhateverTheDeltas() {
        TestStack.model().always(Script.saying(SAID));
        assertThat(Chat.text(question("eu-hosted").as("hana"))).isEqualTo(RESTORED);
        for (int size = 1; size <= 20; size++) {
            TestStack.model().always(Script.saying(SAID).inDeltasOf(size));
            var stream = question("eu-hosted").streamed("hana");
            assertThat(stream.text()).as("deltas of %d", size).isEqualTo(RESTORED);
            var audit = AuditView.of(stream.reply());
            assertThat(String.join("", audit.texts("Released", "text"))).isEqualTo(SAID);
        }
    }

    @Test
    void anybodyElseGetsThePseudonymsWhateverTheDeltas() {
        for (String model : List.of("halden-local", "eu-hosted", "us-frontier")) {
            TestStack.model().always(Script.saying(SAID));
            assertThat(Chat.text(question(model).as("bob"))).isEqualTo(SAID);
            for (int size = 1; size <= 20; size += 3) {
                TestStack.model().always(Script.saying(SAID).inDeltasOf(size));
                assertThat(question(model).streamed("bob").text()).as("deltas of %d", size).isEqualTo(SAID);
            }
        }
    }

    @Test
    void whatAModelMakesUpIsRedactedToo() {
        String said = "Ask marlow.tresco@elsewhere.example or use card 5555 5555 5555 4444 [1].";
        for (int size = 1; size <= 20; size++) {
            TestStack.model().always(Script.saying(said).inDeltasOf(size));
            assertThat(question("halden-local").streamed("bob").text()).as("deltas of %d", size)
                    .isEqualTo("Ask [EMAIL_ADDRESS_2] or use card [CREDIT_CARD] [1].");
        }
        var reply = question("halden-local").as("bob");
        assertThat(Chat.text(reply)).isEqualTo("Ask [EMAIL_ADDRESS_2] or use card [CREDIT_CARD] [1].");
        assertThat(AuditView.of(reply).text("Answered", "answer").orElseThrow()).doesNotContain("marlow", "5555");
    }

    @Test
    void aPseudonymThatIsTypedNeverTurnsIntoAValue() {
        TestStack.model().always(Script.saying("You wrote [EMAIL_ADDRESS_1] [1]."));
        var reply = Chat.to("eu-hosted", "quillonfelt [EMAIL_ADDRESS_1]?").in("people").as("hana");
        assertThat(Chat.text(reply)).isEqualTo("You wrote [EMAIL_ADDRESS_1] [1].");
        assertThat(Chat.prompt().getLast().content()).contains("[EMAIL_ADDRESS_2]");
    }

    @Test
    void aConversationKeepsItsPseudonyms() {
        String conversation = "c-" + UUID.randomUUID();
        String first = "quillonfelt, zoe.first@elsewhere.example?";
        String second = "quillonfelt, yan.second@elsewhere.example and zoe.first@elsewhere.example?";
        Chat.to("eu-hosted", first).in("people").ours("conversation", conversation).as("hana");
        assertThat(question()).isEqualTo("quillonfelt, [EMAIL_ADDRESS_2]?");
        Chat.to("eu-hosted", second).in("people").ours("conversation", conversation).as("hana");
        assertThat(question()).isEqualTo("quillonfelt, [EMAIL_ADDRESS_3] and [EMAIL_ADDRESS_2]?");
        Chat.to("eu-hosted", second).in("people").as("hana");
        assertThat(question()).isEqualTo("quillonfelt, [EMAIL_ADDRESS_2] and [EMAIL_ADDRESS_3]?");
        Chat.to("eu-hosted", second).in("people").ours("conversation", conversation).as("nina");
        assertThat(question()).as("a conversation of that name of another subject")
                .isEqualTo("quillonfelt, [EMAIL_ADDRESS_2] and [EMAIL_ADDRESS_3]?");
    }

    private static String question() {
        String prompt = Chat.prompt().getLast().content();
        return prompt.substring(prompt.indexOf("Question: ") + "Question: ".length());
    }

    @Test
    void passagesWithoutAModelAreRedactedAndRecordedRedacted() {
        var reply = TestStack.client().post("bob", "/v1/retrieve", Map.of("query", QUESTION + " " + EMAIL,
                "collections", List.of("people")));
        assertThat(reply.json().at("/passages/0/text").asString()).contains("[EMAIL_ADDRESS_1]").doesNotContain(RAW);
        var audit = AuditView.of(reply);
        assertThat(audit.kinds()).containsExactly("Received", "Disclosed", "Answered");
        assertThat(audit.text("Disclosed", "query")).contains(QUESTION + " [EMAIL_ADDRESS_1]");
        assertThat(audit.text("Disclosed", "passages").orElseThrow()).contains("[EMAIL_ADDRESS_1]").doesNotContain(RAW);
    }

    @Test
    void aRefusedQuestionIsRecordedWithoutAnyEntity() {
        var reply = Chat.to("halden-local", "quillonfelt, " + String.join(", ", RAW) + "?").as("conrad");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(AuditView.of(reply).text("Refused", "question")).contains(
                "quillonfelt, [EMAIL_ADDRESS], [PHONE_NUMBER], [IBAN_CODE], [CREDIT_CARD], [US_SSN]?");
    }

    @Test
    void rawValuesAreNowhereInTheAuditLogOrTheLogOutput(CapturedOutput output) throws IOException {
        String everything = "quillonfelt, " + String.join(", ", RAW) + "?";
        for (String person : List.of("hana", "bob", "conrad")) {
            for (String model : List.of("eu-hosted", "us-frontier", "no-such-model")) {
                Chat.to(model, everything).in("people").as(person);
                Chat.to(model, everything).in("people").with("stream", true).as(person);
            }
            Chat.to("eu-hosted", everything).in("no-such-collection").as(person);
            Chat.to("eu-hosted", everything + "x".repeat(10_000)).as(person);
        }
        assertThat(output.getAll()).doesNotContain(RAW);
        for (String raw : RAW) {
            assertThat(isOnDisk(raw)).as(raw).isFalse();
            assertThat(isRecorded(raw)).as(raw).isFalse();
        }
        assertThat(isOnDisk("quillonfelt")).as("texts are sealed").isFalse();
        assertThat(isOnDisk("everyday-work")).as("what is in the clear is found this way").isTrue();
        assertThat(isRecorded("quillonfelt")).as("what may be recorded is found this way").isTrue();
    }

    private static boolean isRecorded(String text) {
        var log = TestStack.gateway().bean(AuditLog.class);
        var after = OptionalLong.empty();
        do {
            var page = log.entries(EntryFilter.all(), EntryOrder.NEWEST_FIRST, after, AuditLog.PAGE);
            if (page.entries().stream().flatMap(entry -> entry.bodies().stream())
                    .anyMatch(body -> body.text().filter(opened -> opened.contains(text)).isPresent())) {
                return true;
            }
            after = page.next();
        } while (after.isPresent());
        return false;
    }

    private static boolean isOnDisk(String text) throws IOException {
        var directory = TestStack.gateway().bean(Environment.class).getRequiredProperty("sallyport.audit.directory");
        try (var files = Files.walk(Path.of(directory))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }
}
