package io.sallyport.audit;

/// An admin looked at what another policy bundle would change for documents that are held.
///
/// @param by         the admin
/// @param tenant     tenant of the admin
/// @param allTenants whether documents of all tenants were counted, not only the admin's own
/// @param revision   the bundle in force
/// @param candidate  the bundle it was compared with
/// @param subjects   how many subjects were tried
/// @param requests   how many requests of theirs
/// @param listed     how many identities of documents were shown
public record PolicyImpactRun(SubjectReference by, String tenant, boolean allTenants, String revision,
        String candidate, long subjects, long requests, long listed) implements OperationalEvent {

    public PolicyImpactRun {
        Require.name(tenant, "tenant");
        Require.name(revision, "revision");
        Require.name(candidate, "candidate");
        Require.notNegative(subjects, "subjects");
        Require.notNegative(requests, "requests");
        Require.notNegative(listed, "listed");
    }
}
