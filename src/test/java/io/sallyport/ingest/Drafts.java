package io.sallyport.ingest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.sallyport.identity.Claims;
import io.sallyport.identity.ClientId;
import io.sallyport.identity.Group;
import io.sallyport.identity.SignIn;
import io.sallyport.identity.Subject;
import io.sallyport.identity.SubjectId;
import io.sallyport.identity.Tenant;

/// Drafts and writers for tests.
final class Drafts {

    static final AclDraft ALL_STAFF = new AclDraft(List.of("group:all-staff"), List.of());

    private Drafts() {}

    static Draft of(String text) {
        return new Draft(
                Optional.of("Budget of the move"), Optional.of("https://intranet.halden.example/budget"),
                Optional.of(text), Optional.of("internal"), Optional.of(ALL_STAFF), Map.of(),
                Optional.of("2026-09-14T08:30:00Z"));
    }

    static Draft with(Map<String, Object> attributes) {
        Draft draft = of("Rent.");
        return new Draft(draft.title(), draft.uri(), draft.text(), draft.classification(), draft.acl(), attributes,
                draft.updatedAt());
    }

    static Draft with(String attribute, Object value) {
        return with(Map.of(attribute, value));
    }

    static Draft with(Optional<AclDraft> acl) {
        Draft draft = of("Rent.");
        return new Draft(draft.title(), draft.uri(), draft.text(), draft.classification(), acl, draft.attributes(),
                draft.updatedAt());
    }

    static Subject writer(String id, String tenant, String... groups) {
        return new Subject(
                "https://issuer.example", new SubjectId(id), new Tenant(tenant), new ClientId(id),
                java.util.Arrays.stream(groups).map(Group::new).collect(java.util.stream.Collectors.toSet()), Set.of(),
                Optional.empty(), new SignIn(List.of(), true), new Claims(Map.of()));
    }
}
