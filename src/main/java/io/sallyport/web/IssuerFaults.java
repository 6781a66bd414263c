package io.sallyport.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers 503 when a token cannot be judged because the issuer's keys are out of reach.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class IssuerFaults extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerFaults.class);

    private final Problems problems;

    IssuerFaults(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (AuthenticationServiceException | JwtDecoderInitializationException unreachable) {
            LOG.warn("request {}: the issuer's keys cannot be read: {}", RequestIds.of(request),
                    Causes.of(unreachable));
            problems.write(
                    request,
                    response,
                    new Problem(
                            503,
                            "issuer-unavailable",
                            "The identity provider is not available",
                            "The access token cannot be verified now; try again later."));
        }
    }
}
