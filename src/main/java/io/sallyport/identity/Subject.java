package io.sallyport.identity;

import java.util.Optional;
import java.util.Set;

/// The authenticated party as policy sees it. Always handed over as a parameter, never ambient.
///
/// @param issuer    the issuer that vouches for the subject; part of its identity
/// @param id        the subject at that issuer
/// @param tenant    the organisation it acts for
/// @param client    the OAuth2 client it uses, which may be the subject itself
/// @param groups    its groups, for ACLs
/// @param roles     its roles, for ACLs and for scopes that need one
/// @param clearance absent when the issuer states none; absent covers nothing
/// @param signIn    how it signed in
/// @param claims    every claim of its access token, for the attributes a policy vocabulary names
public record Subject(
        String issuer,
        SubjectId id,
        Tenant tenant,
        ClientId client,
        Set<Group> groups,
        Set<Role> roles,
        Optional<Clearance> clearance,
        SignIn signIn,
        Claims claims) {

    public Subject {
        groups = Set.copyOf(groups);
        roles = Set.copyOf(roles);
    }

    /// The same subject behind another client.
    public Subject using(ClientId other) {
        return new Subject(issuer, id, tenant, other, groups, roles, clearance, signIn, claims);
    }
}
