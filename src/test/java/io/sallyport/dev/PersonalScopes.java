package io.sallyport.dev;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/// Narrows what an authorization grants to the scopes of the person it is for: the console may ask for all of them on
/// everybody's behalf.
final class PersonalScopes implements OAuth2AuthorizationService {
    private static final Set<String> OF_EVERYBODY = Set.of(OidcScopes.OPENID, OidcScopes.PROFILE);
    private final OAuth2AuthorizationService store;

    PersonalScopes(OAuth2AuthorizationService store) {
        this.store = store;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        var granted = new LinkedHashSet<>(authorization.getAuthorizedScopes());
        var own = World.person(authorization.getPrincipalName()).scopes();
        granted.removeIf(scope -> !OF_EVERYBODY.contains(scope) && !own.contains(scope));
        store.save(OAuth2Authorization.from(authorization).authorizedScopes(granted).build());
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        store.remove(authorization);
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return store.findById(id);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return store.findByToken(token, type);
    }
}
