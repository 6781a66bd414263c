package io.sallyport.gateway;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;

import io.sallyport.gateway.Refusal.Kind;
import io.sallyport.identity.Role;
import io.sallyport.identity.Subject;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.Channel;
import io.sallyport.policy.ModelId;
import io.sallyport.policy.Purpose;

/// Turns what a caller states into what policy decides on, or refuses what it may not state.
final class Admittance {

    private static final int LONGEST_JUSTIFICATION = 2_000;

    private final CallerSettings settings;
    private final Clock clock;

    Admittance(CallerSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// The purpose that counts: the one stated, else the client's default. Whether it is open is another matter.
    Optional<String> purpose(Subject subject, Terms terms) {
        return terms.purpose()
                .or(() -> settings.client(subject.client().value()).map(CallerSettings.Client::defaultPurpose))
                .filter(purpose -> !purpose.isEmpty());
    }

    AccessRequest request(Subject subject, Terms terms, ModelId model) {
        var client = settings.client(subject.client().value())
                .orElseThrow(() -> new Refusal(Kind.PURPOSE, "This client is not registered for any purpose."));
        String purpose = openPurpose(subject, terms, client);
        return new AccessRequest(
                subject,
                new Purpose(purpose),
                new Channel(client.channel()),
                model,
                clock.instant(),
                breakGlass(subject, terms.justification()));
    }

    private String openPurpose(Subject subject, Terms terms, CallerSettings.Client client) {
        String purpose = purpose(subject, terms)
                .orElseThrow(() -> new Refusal(
                        Kind.PURPOSE, "State a purpose: header X-Sallyport-Purpose or sallyport.purpose."));
        var registered = settings.purposes().get(purpose);
        if (registered == null || !client.purposes().contains(purpose) || !holdsOne(subject, registered.roles())) {
            throw new Refusal(Kind.PURPOSE, "This purpose is not open to this client and subject.");
        }
        return purpose;
    }

    private boolean breakGlass(Subject subject, Optional<String> justification) {
        if (justification.isEmpty()) {
            return false;
        }
        String text = justification.get().strip();
        boolean justified = !text.isEmpty() && text.length() <= LONGEST_JUSTIFICATION;
        if (!justified
                || !subject.signIn().multiFactor()
                || !holdsOne(subject, settings.breakGlass().roles())) {
            throw new Refusal(
                    Kind.BREAK_GLASS,
                    "Emergency access needs a configured role, multi-factor sign-in and a justification.");
        }
        return true;
    }

    private static boolean holdsOne(Subject subject, Set<String> roles) {
        return subject.roles().stream().map(Role::value).anyMatch(roles::contains);
    }
}
