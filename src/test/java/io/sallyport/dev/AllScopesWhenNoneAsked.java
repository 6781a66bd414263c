package io.sallyport.dev;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/// Reads a client-credentials request that names no scope as one for all scopes of the client (RFC 6749 §3.3 leaves the
/// default to the server, and Spring's grants none).
final class AllScopesWhenNoneAsked implements AuthenticationConverter {
    private final AuthenticationConverter standard = new OAuth2ClientCredentialsAuthenticationConverter();
    private final RegisteredClientRepository clients;

    AllScopesWhenNoneAsked(RegisteredClientRepository clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        return standard.convert(request) instanceof OAuth2ClientCredentialsAuthenticationToken asked
                ? withDefault(asked)
                : null;
    }

    private Authentication withDefault(OAuth2ClientCredentialsAuthenticationToken asked) {
        if (!asked.getScopes().isEmpty() || !(asked.getPrincipal() instanceof Authentication principal)) {
            return asked;
        }
        var client = clients.findByClientId(principal.getName());
        return client == null
                ? asked
                : new OAuth2ClientCredentialsAuthenticationToken(principal, client.getScopes(), Map.of());
    }
}
