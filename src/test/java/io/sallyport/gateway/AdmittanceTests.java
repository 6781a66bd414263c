package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import io.sallyport.gateway.CallerSettings.BreakGlass;
import io.sallyport.gateway.CallerSettings.Client;
import io.sallyport.gateway.CallerSettings.Purpose;
import io.sallyport.gateway.Refusal.Kind;
import io.sallyport.identity.Subject;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.ModelId;

class AdmittanceTests {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final CallerSettings SETTINGS = new CallerSettings(
            Map.of("work", new Purpose(Set.of("staff")), "care", new Purpose(Set.of("clinician")),
                    "closed", new Purpose(Set.of())),
            Map.of("any", new Client(Set.of("work", "care", "closed"), "work", "api"),
                    "batch", new Client(Set.of("work"), "", "batch"),
                    "bare", new Client(Set.of(), "work", "api")),
            new BreakGlass(Set.of("clinician")));
    private static final Subject STAFF = Askers.subject("alice", true, "staff");
    private static final Subject CLINICIAN = Askers.subject("carla", true, "staff", "clinician");

    private final Admittance admittance = new Admittance(SETTINGS, Clock.fixed(NOW, ZoneOffset.UTC));

    private AccessRequest request(Subject subject, String purpose, String justification) {
        var terms = new Terms(
                Optional.of(purpose).filter(text -> !text.isEmpty()),
                Optional.of(justification).filter(text -> !text.isEmpty()),
                Set.of());
        return admittance.request(subject, terms, ModelId.CALLER);
    }

    @Test
    void theClientsDefaultCountsWhenNoPurposeIsStated() {
        var request = request(STAFF, "", "");
        assertThat(request.purpose().value()).isEqualTo("work");
        assertThat(request.channel().value()).isEqualTo("api");
        assertThat(request.at()).isEqualTo(NOW);
        assertThat(request.model()).isEqualTo(ModelId.CALLER);
        assertThat(request.breakGlass()).isFalse();
    }

    @Test
    void aStatedPurposeBeatsTheDefault() {
        assertThat(request(CLINICIAN, "care", "").purpose().value()).isEqualTo("care");
    }

    @Test
    void aPurposeMustBeRegisteredAndOpenToClientAndRole() {
        assertRefused(Kind.PURPOSE, () -> request(CLINICIAN, "unknown", ""));
        assertRefused(Kind.PURPOSE, () -> request(STAFF, "care", ""));
        assertRefused(Kind.PURPOSE, () -> request(CLINICIAN, "closed", ""));
        assertRefused(Kind.PURPOSE, () -> request(Askers.subject("batch", true, "staff", "clinician"), "care", ""));
    }

    @Test
    void aClientWithoutADefaultMustStateAPurpose() {
        var batch = Askers.subject("batch", true, "staff");
        assertRefused(Kind.PURPOSE, () -> request(batch, "", ""));
        assertThat(request(batch, "work", "").channel().value()).isEqualTo("batch");
    }

    @Test
    void aDefaultIsNoPurposeThatIsNotOpen() {
        assertRefused(Kind.PURPOSE, () -> request(Askers.subject("bare", true, "staff"), "", ""));
        assertRefused(Kind.PURPOSE, () -> request(Askers.subject("alice", true), "", ""));
    }

    @Test
    void aClientThatIsNotRegisteredHasNoPurpose() {
        var strict = new Admittance(new CallerSettings(SETTINGS.purposes(), Map.of(), SETTINGS.breakGlass()),
                Clock.systemUTC());
        var terms = new Terms(Optional.of("work"), Optional.empty(), Set.of());
        assertRefused(Kind.PURPOSE, () -> strict.request(STAFF, terms, ModelId.CALLER));
    }

    @Test
    void theGlassBreaksForRoleSecondFactorAndJustificationTogether() {
        assertThat(request(CLINICIAN, "care", "unconscious").breakGlass()).isTrue();
        assertRefused(Kind.BREAK_GLASS, () -> request(STAFF, "work", "curious"));
        assertRefused(Kind.BREAK_GLASS, () -> request(CLINICIAN, "care", " "));
        assertRefused(Kind.BREAK_GLASS, () -> request(CLINICIAN, "care", "x".repeat(2_001)));
        assertRefused(Kind.BREAK_GLASS,
                () -> request(Askers.subject("carla", false, "staff", "clinician"), "care", "unconscious"));
    }

    @Test
    void whereNoRoleMayBreakTheGlassNobodyMay() {
        var settings = new CallerSettings(SETTINGS.purposes(), SETTINGS.clients(), new BreakGlass(Set.of()));
        var terms = new Terms(Optional.empty(), Optional.of("unconscious"), Set.of());
        assertRefused(Kind.BREAK_GLASS, () -> new Admittance(settings, Clock.systemUTC())
                .request(CLINICIAN, terms, ModelId.CALLER));
    }

    @Test
    void aClientCannotBeGivenAPurposeThatIsNotRegistered() {
        assertThatThrownBy(() -> new CallerSettings(Map.of(),
                Map.of("any", new Client(Set.of("work"), "", "api")), new BreakGlass(Set.of())))
                .hasMessageContaining("sallyport.callers.clients.any.purposes")
                .hasMessageContaining("'work'");
    }

    private static void assertRefused(Kind kind, ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.reason()).doesNotContain("curious", "unconscious").endsWith(".");
        });
    }
}
