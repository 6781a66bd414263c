package io.sallyport.web;

import java.io.IOException;
import java.util.function.Consumer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

import io.sallyport.audit.AuthenticationFailure;

/// 401 and 403 with a body people understand and the headers of RFC 6750 and RFC 9728.
final class AccessProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final Problems problems;
    private final Consumer<AuthenticationFailure> failures;
    private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();

    /// @param failures told the reason of every 401
    AccessProblems(Problems problems, Consumer<AuthenticationFailure> failures) {
        this.problems = problems;
        this.failures = failures;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
            throws IOException {
        boolean given = failed instanceof InvalidBearerTokenException;
        failures.accept(given ? AuthenticationFailure.OTHER : AuthenticationFailure.MISSING);
        challenge.commence(request, response, given ? new InvalidBearerTokenException("invalid access token") : failed);
        problems.write(request, response, unauthorized(given));
    }

    private static Problem unauthorized(boolean given) {
        return new Problem(
                401,
                "unauthorized",
                "Authentication is required",
                given
                        ? "The access token is not valid here: it needs a signature, issuer and audience this gateway"
                                + " trusts, the claims it reads, and must not have expired."
                        : "Send an OAuth2 access token: 'Authorization: Bearer …'.");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        var needed = ScopeTable.needed(request);
        if (needed.isEmpty()) {
            problems.write(request, response, Problem.notFound());
            return;
        }
        String scope = needed.get().value();
        response.setHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
        problems.write(request, response, forbidden(needed.get()));
    }

    private static Problem forbidden(Scope scope) {
        String also = scope.needsRole() ? " and a role of the subject that may use it" : "";
        return new Problem(
                403,
                "insufficient-scope",
                "The access token does not allow this",
                "This needs the scope '%s'%s.".formatted(scope.value(), also))
                .with("scope", scope.value());
    }
}
