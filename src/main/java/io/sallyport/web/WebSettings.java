package io.sallyport.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where an access token says who its subject is, and what a scope needs besides being granted.
///
/// @param claims      names or dotted paths of the claims
/// @param strip       prefix taken off group and role names, for example `ROLE_`
/// @param scopeRoles  for each scope that needs a role, the roles of which one suffices; none named = denied
/// @param multiFactor methods of the `amr` claim that prove a second factor
/// @param cache       longest time a verified token is remembered, and so the longest delay of a key revocation
/// @param skew        clock difference tolerated in `exp` and `nbf`
@ConfigurationProperties("sallyport.identity")
public record WebSettings(
        @DefaultValue ClaimNames claims,
        @DefaultValue("") String strip,
        @DefaultValue Map<String, Set<String>> scopeRoles,
        @DefaultValue({
                "otp", "mfa", "hwk", "swk", "fpt", "face", "sms"}) Set<String> multiFactor,
        @DefaultValue("60s") Duration cache,
        @DefaultValue("60s") Duration skew) {

    static final Duration LONGEST_CACHE = Duration.ofSeconds(60);

    public WebSettings {
        if (cache.isNegative() || cache.compareTo(LONGEST_CACHE) > 0) {
            throw new IllegalArgumentException("sallyport.identity.cache is between 0s and 60s");
        }
        for (String scope : scopeRoles.keySet()) {
            if (Scope.named(scope).isEmpty()) {
                throw new IllegalArgumentException("sallyport.identity.scope-roles names an unknown scope: " + scope);
            }
        }
    }

    /// Names or dotted paths of claims; of several candidates the first one present counts.
    public record ClaimNames(
            @DefaultValue("sub") String subject,
            @DefaultValue("tid") String tenant,
            @DefaultValue({"azp", "client_id"}) List<String> client,
            @DefaultValue("groups") String groups,
            @DefaultValue("roles") String roles,
            @DefaultValue("clearance") String clearance,
            @DefaultValue("mfa") String mfa,
            @DefaultValue({"scope", "scp"}) List<String> scope) {}
}
