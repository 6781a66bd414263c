package io.sallyport.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.audit.AuditEntry;
import io.sallyport.audit.StoredBody;
import io.sallyport.audit.TestAudit;
import io.sallyport.gateway.Delivery.Windows;
import io.sallyport.redaction.EntityType;
import io.sallyport.redaction.PseudonymScopes;
import io.sallyport.redaction.RedactionPlan;
import io.sallyport.redaction.RedactionSettings;
import io.sallyport.redaction.Redactor;
import io.sallyport.redaction.Treatment;

/// A streamed answer leaves in windows, each recorded before it is sent.
class DeliveryTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration NEVER = Duration.ofHours(1);
    private static final RedactionPlan RESTORED = RedactionPlan.of(
            List.of(EntityType.EMAIL_ADDRESS), new Treatment.Pseudonym(Treatment.Restore.SUBJECT));

    private final TestAudit audit = new TestAudit();
    private final Redactor redactor = Redactor.of(RedactionSettings.defaults());
    private final List<String> sent = new ArrayList<>();
    private final AtomicReference<Runnable> standing = new AtomicReference<>(() -> {});

    @AfterEach
    void close() {
        audit.close();
        redactor.close();
    }

    private void deliver(Windows windows, RedactionPlan plan, AnswerSink sink, Consumer<Delivery> work) {
        var scopes = new PseudonymScopes(Duration.ofHours(1), 10, Clock.systemUTC());
        var asker = Askers.asker(Askers.subject("alice", true));
        var terms = new Terms(Optional.empty(), Optional.empty(), Set.of());
        var received = asker.received(Optional.empty(), Optional.empty(), terms, true, 1);
        Transit.of(audit.log(), asker, received, List::of, transit -> {
            work.accept(new Delivery(transit, sink, windows, new Redacting(redactor, plan, scopes.request()),
                    () -> standing.get().run()));
            return "";
        });
    }

    private void deliver(Windows windows, RedactionPlan plan, Consumer<Delivery> work) {
        deliver(windows, plan, sent::add, work);
    }

    private List<JsonNode> windows() {
        return released().stream().<JsonNode>map(entry -> JSON.readTree(entry.json())).toList();
    }

    private List<AuditEntry> released() {
        return audit.entries().stream().filter(entry -> entry.kind().equals("Released")).toList();
    }

    private List<String> recorded() {
        return released().stream().map(entry -> entry.bodies().getFirst()).map(StoredBody::text)
                .map(Optional::orElseThrow)
                .toList();
    }

    @Test
    void theFirstTextGoesAtOnceAndTheRestWhenItsWindowIsFull() {
        deliver(new Windows(NEVER, 10, false), RedactionPlan.none(), delivery -> {
            delivery.accept("a");
            assertThat(sent).containsExactly("a");
            delivery.accept("bcdefghij");
            delivery.tick();
            assertThat(sent).containsExactly("a");
            delivery.accept("ü");
            assertThat(sent).containsExactly("a", "bcdefghijü");
            delivery.accept("end");
            assertThat(delivery.finish(soFar -> "")).isEqualTo("abcdefghijüend");
        });
        assertThat(sent).containsExactly("a", "bcdefghijü", "end");
        assertThat(recorded()).isEqualTo(sent);
    }

    @Test
    void windowsAreContiguousInBytesAsSent() {
        deliver(new Windows(NEVER, 4, false), RedactionPlan.none(), delivery -> {
            for (String delta : "Füße 🚪 und Türen".split("")) {
                delivery.accept(delta);
            }
            delivery.finish(soFar -> " [1]");
        });
        long at = 0;
        for (int i = 0; i < windows().size(); i++) {
            assertThat(windows().get(i).get("window").asInt()).isEqualTo(i + 1);
            assertThat(windows().get(i).get("from").asLong()).isEqualTo(at);
            at += sent.get(i).getBytes(UTF_8).length;
            assertThat(windows().get(i).get("to").asLong()).isEqualTo(at);
        }
        assertThat(String.join("", sent)).isEqualTo("Füße 🚪 und Türen [1]");
    }

    @Test
    void aBufferedAnswerIsOneWindow() {
        deliver(new Windows(Duration.ZERO, 1, true), RedactionPlan.none(), delivery -> {
            delivery.accept("one ");
            delivery.tick();
            delivery.accept("two");
            assertThat(sent).isEmpty();
            delivery.finish(soFar -> "!");
        });
        assertThat(sent).containsExactly("one two!");
        assertThat(windows()).hasSize(1);
    }

    @Test
    void aWindowThatHasWaitedLongEnoughIsSent() {
        deliver(new Windows(Duration.ZERO, 1_000, false), RedactionPlan.none(), delivery -> {
            delivery.accept("one ");
            delivery.accept("two");
            delivery.tick();
            assertThat(sent).containsExactly("one ", "two");
            assertThat(delivery.untilDue()).isPositive();
        });
    }

    @Test
    void whatIsSentIsRestoredAndWhatIsRecordedIsNot() {
        for (int size = 1; size < 30; size++) {
            int deltas = size;
            sent.clear();
            deliver(new Windows(Duration.ZERO, 1, false), RESTORED, delivery -> {
                for (String delta : "Ask a.b@elsewhere.example now.".split("(?<=\\G.{" + deltas + "})")) {
                    delivery.accept(delta);
                }
                String text = delivery.finish(soFar -> {
                    assertThat(soFar).isEqualTo("Ask [EMAIL_ADDRESS_1] now.");
                    return " [1]";
                });
                assertThat(text).isEqualTo("Ask a.b@elsewhere.example now. [1]");
                assertThat(delivery.redactedText()).isEqualTo("Ask [EMAIL_ADDRESS_1] now. [1]");
            });
            assertThat(String.join("", sent)).isEqualTo("Ask a.b@elsewhere.example now. [1]");
        }
        assertThat(String.join("", recorded())).contains("[EMAIL_ADDRESS_1]").doesNotContain("elsewhere");
    }

    @Test
    void nothingIsSentThatIsNotRecorded() {
        assertThatThrownBy(() -> deliver(new Windows(NEVER, 10, false), RedactionPlan.none(), delivery -> {
            audit.breakDisk();
            delivery.accept("a");
        })).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.AUDIT_UNAVAILABLE));
        assertThat(sent).isEmpty();
    }

    @Test
    void whatIsRevokedIsNeitherSentNorRecordedAndEndsTheRequest() {
        assertThatThrownBy(() -> deliver(new Windows(NEVER, 3, false), RedactionPlan.none(), delivery -> {
            delivery.accept("one");
            standing.set(() -> {
                throw new Refusal(Refusal.Kind.REVOKED, "revoked");
            });
            delivery.accept("two");
        })).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.REVOKED));
        assertThat(sent).containsExactly("one");
        assertThat(windows()).hasSize(1);
        var aborted = JSON.readTree(audit.entries().getLast().json());
        assertThat(aborted.get("cause").asString()).isEqualTo("revoked");
        assertThat(aborted.get("bytes").asLong()).isEqualTo(3);
    }

    @Test
    void aRevokedStreamEndsWhileTheModelIsSilent() {
        assertThatThrownBy(() -> deliver(new Windows(NEVER, 10, false), RedactionPlan.none(), delivery -> {
            delivery.accept("one");
            standing.set(() -> {
                throw new Refusal(Refusal.Kind.REVOKED, "revoked");
            });
            delivery.tick();
        })).isInstanceOf(Refusal.class);
    }

    @Test
    void aCallerWhoLeftEndsTheRequestWithWhatItGot() {
        AnswerSink leaving = text -> {
            if (!sent.isEmpty()) {
                throw new IOException("gone");
            }
            sent.add(text);
        };
        assertThatThrownBy(() -> deliver(new Windows(Duration.ZERO, 1, false), RedactionPlan.none(), leaving,
                delivery -> {
                    delivery.accept("one");
                    delivery.accept("two");
                })).isInstanceOfSatisfying(Refusal.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CLIENT_GONE));
        var aborted = JSON.readTree(audit.entries().getLast().json());
        assertThat(aborted.get("kind").asString()).isEqualTo("Aborted");
        assertThat(aborted.get("bytes").asLong()).isEqualTo(3);
        assertThat(aborted.get("windows").asInt()).isEqualTo(2);
    }
}
