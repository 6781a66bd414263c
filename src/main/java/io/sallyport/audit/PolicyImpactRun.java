package io.sallyport.audit;

import java.util.Optional;
import java.util.OptionalLong;

/// An admin looked at what another policy bundle would change for documents that are held.
///
/// @param by         the admin
/// @param tenant     tenant of the admin
/// @param allTenants whether documents and requests of all tenants were looked at, not only those of the admin's own
/// @param revision   the bundle in force
/// @param candidate  the bundle it was compared with
/// @param subjects   how many subjects were tried
/// @param requests   how many requests of theirs
/// @param listed     how many identities of documents were shown
/// @param replay     which requests of this log were decided again; empty when none were to be
public record PolicyImpactRun(SubjectReference by, String tenant, boolean allTenants, String revision,
        String candidate, long subjects, long requests, long listed, Optional<Replay> replay)
        implements
            OperationalEvent {

    public PolicyImpactRun {
        Require.name(tenant, "tenant");
        Require.name(revision, "revision");
        Require.name(candidate, "candidate");
        Require.notNegative(subjects, "subjects");
        Require.notNegative(requests, "requests");
        Require.notNegative(listed, "listed");
    }

    /// Requests of this log, read back to be decided again. What policy saw of each one found was opened.
    ///
    /// @param asked    how many of the newest were wanted
    /// @param found    how many decided ones there were
    /// @param replayed how many of these were decided again
    /// @param first    position of the oldest entry opened, if there was one
    /// @param last     position of the newest
    public record Replay(long asked, long found, long replayed, OptionalLong first, OptionalLong last) {

        public Replay {
            Require.notNegative(asked, "asked");
            Require.notNegative(found, "found");
            Require.notNegative(replayed, "replayed");
        }
    }
}
