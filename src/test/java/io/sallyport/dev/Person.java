package io.sallyport.dev;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// One of the demo world's cast, with the claims and scopes that the identity provider gives.
///
/// @param id           id, name and password of the person; id and secret of the person's client
/// @param who          what the person does
/// @param compartments need-to-know groups across departments
/// @param careTeam     the patients the person treats
/// @param mfa          whether the person signs in with a second factor
public record Person(String id, String who, String tenant, List<String> groups, List<String> roles, Level clearance,
        String region, String department, List<String> compartments, List<String> careTeam, boolean mfa) {

    private static final Map<String, Set<String>> SCOPES = Map.of(
            "staff", Set.of("ask", "retrieve", "redact"),
            "security-officer", Set.of("audit:read", "audit:reveal"),
            "data-protection-officer", Set.of("audit:read", "audit:erase"),
            "policy-admin", Set.of("policy:read", "policy:write"),
            "content-owner", Set.of("documents:write"));

    public Person {
        groups = List.copyOf(groups);
        roles = List.copyOf(roles);
        compartments = List.copyOf(compartments);
        careTeam = List.copyOf(careTeam);
    }

    /// The scopes the person may have, by role.
    public Set<String> scopes() {
        var scopes = new TreeSet<String>();
        roles.forEach(role -> scopes.addAll(SCOPES.getOrDefault(role, Set.of())));
        return scopes;
    }

    /// The claims that tell about the person, as every token of the identity provider holds them.
    public Map<String, Object> claims() {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sub", id);
        claims.put("tid", tenant);
        claims.put("groups", groups);
        claims.put("roles", roles);
        claims.put("clearance", clearance.toString());
        claims.put("region", region);
        claims.put("dept", department);
        claims.put("compartments", compartments);
        claims.put("care_team", careTeam);
        claims.put("mfa", mfa);
        claims.put("amr", mfa ? List.of("pwd", "otp") : List.of("pwd"));
        return claims;
    }
}
