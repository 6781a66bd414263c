package io.sallyport.gateway;

import java.util.List;

import io.sallyport.audit.SubjectReference;
import io.sallyport.document.DocumentId;

/// Audited requests of one subject that differ in nothing but their time and are decided alike, decided again.
///
/// @param subject   who asked, as the audit log names it; the person's id is not told
/// @param requests  how many they are
/// @param drifted   how many of them were decided otherwise then than the bundle in force decides now
/// @param impact    what the candidate would change for the newest of them
/// @param disclosed what became of the documents that they were given
public record ReplayedRequest(
        SubjectReference subject, int requests, int drifted, RequestImpact impact, Disclosed disclosed) {

    /// Documents that were disclosed then, by their records in real time.
    ///
    /// @param count  how many
    /// @param gone   how many of them the bundle in force would no longer give to each of the requests: deleted, shared
    ///               otherwise, or decided otherwise since
    /// @param lost   how many of them the candidate would withhold from a request that would get them now
    /// @param listed the first of the lost, at most 20
    public record Disclosed(int count, int gone, int lost, List<DocumentId> listed) {

        public Disclosed {
            listed = List.copyOf(listed);
        }
    }
}
