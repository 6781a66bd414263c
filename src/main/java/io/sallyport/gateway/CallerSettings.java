package io.sallyport.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What clients and roles may ask for.
///
/// @param purposes   the registered purposes and the roles that may state them
/// @param clients    by client id; the entry `any` stands for every client without one of its own
/// @param breakGlass who may break the glass
@ConfigurationProperties("sallyport.callers")
public record CallerSettings(
        @DefaultValue Map<String, Purpose> purposes,
        @DefaultValue Map<String, Client> clients,
        @DefaultValue BreakGlass breakGlass) {

    static final String ANY = "any";

    public CallerSettings {
        for (var client : clients.entrySet()) {
            for (String purpose : client.getValue().purposes()) {
                if (!purposes.containsKey(purpose)) {
                    throw new IllegalArgumentException(
                            "sallyport.callers.clients.%s.purposes names '%s', which is not in sallyport.callers.purposes"
                                    .formatted(client.getKey(), purpose));
                }
            }
        }
    }

    Optional<Client> client(String id) {
        return Optional.ofNullable(clients.get(id)).or(() -> Optional.ofNullable(clients.get(ANY)));
    }

    /// @param roles one of them suffices; none named = nobody
    public record Purpose(@DefaultValue Set<String> roles) {}

    /// @param purposes       what the client may ask for
    /// @param defaultPurpose taken when a request states none; empty = it must state one
    /// @param channel        the kind of application, for policies
    public record Client(
            @DefaultValue Set<String> purposes,
            @DefaultValue("") String defaultPurpose,
            @DefaultValue("api") String channel) {}

    /// @param roles one of them is needed, besides multi-factor sign-in and a justification; none named = nobody
    public record BreakGlass(@DefaultValue Set<String> roles) {}
}
