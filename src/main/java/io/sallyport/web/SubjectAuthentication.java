package io.sallyport.web;

import java.io.Serial;
import java.util.Set;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

import io.sallyport.identity.Subject;

/// A verified access token, reduced to its subject and scopes; the token itself is not kept.
public final class SubjectAuthentication extends AbstractAuthenticationToken {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Subject subject;

    SubjectAuthentication(Subject subject, Set<Scope> scopes) {
        super(scopes.stream()
                .map(scope -> new SimpleGrantedAuthority(scope.authority()))
                .toList());
        this.subject = subject;
        setAuthenticated(true);
    }

    @Override
    public Subject getPrincipal() {
        return subject;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return subject.id().value();
    }
}
