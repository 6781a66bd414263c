package io.sallyport.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.sallyport.identity.Claims;
import io.sallyport.identity.ClientId;
import io.sallyport.identity.Role;
import io.sallyport.identity.SignIn;
import io.sallyport.identity.Subject;
import io.sallyport.identity.SubjectId;
import io.sallyport.identity.Tenant;

/// Subjects for tests without an issuer.
final class Askers {

    private Askers() {}

    /// A subject of tenant `halden` that uses a client of its own name.
    static Subject subject(String id, boolean multiFactor, String... roles) {
        return subject("https://issuer.example", "halden", id, multiFactor, Stream.of(roles).collect(
                Collectors.toSet()));
    }

    static Subject subject(String issuer, String tenant, String id, boolean multiFactor, Set<String> roles) {
        return new Subject(
                issuer,
                new SubjectId(id),
                new Tenant(tenant),
                new ClientId(id),
                Set.of(),
                roles.stream().map(Role::new).collect(Collectors.toSet()),
                Optional.empty(),
                new SignIn(List.of(), multiFactor),
                new Claims(Map.of()));
    }

    /// A request of that subject.
    static Asker asker(Subject subject) {
        return new Asker(subject, UUID.randomUUID().toString(), Optional.empty(), "POST /test", "127.0.0.1");
    }
}
