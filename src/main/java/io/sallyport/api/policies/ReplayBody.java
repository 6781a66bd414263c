package io.sallyport.api.policies;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.sallyport.gateway.ReplayReport;
import io.sallyport.gateway.ReplayedRequest;
import io.sallyport.identity.Subject;

/// A [ReplayReport] over HTTP. Who asked is told by reference, as in the audit log.
///
/// @param since when the oldest of those found was decided; absent when there was none
@JsonInclude(Include.NON_ABSENT)
record ReplayBody(
        int asked,
        int found,
        Optional<String> since,
        @JsonProperty("cut_short") boolean cutShort,
        int undecided,
        @JsonProperty("not_replayable") List<NotReplayable> notReplayable,
        int replayed,
        @JsonProperty("newly_refused") int newlyRefused,
        @JsonProperty("newly_allowed") int newlyAllowed,
        int losing,
        int drifted,
        List<Request> requests) {

    record NotReplayable(String reason, int requests) {}

    /// @param subject  the reference of who asked
    /// @param client   absent when the subject asked as its own client, whose name would tell the subject's
    /// @param requests how many requests this is about
    /// @param time     of the newest of them
    @JsonInclude(Include.NON_ABSENT)
    record Request(
            String subject,
            @JsonProperty("subject_tenant") String tenant,
            Optional<String> client,
            String purpose,
            String channel,
            String model,
            String time,
            @JsonProperty("break_glass") boolean breakGlass,
            int requests,
            int drifted,
            ImpactBody.Ruled before,
            ImpactBody.Ruled after,
            ImpactBody.Documents gained,
            ImpactBody.Documents lost,
            Disclosed disclosed,
            List<ImpactBody.Obligations> obligations) {}

    /// @param count how many documents they were given
    /// @param gone  how many of these the bundle in force no longer gives
    /// @param lost  how many the candidate would take away
    record Disclosed(int count, int gone, int lost, List<ImpactBody.Document> documents) {}

    static ReplayBody of(ReplayReport report) {
        var totals = report.totals();
        return new ReplayBody(
                report.asked(),
                report.found(),
                report.since().map(Object::toString),
                report.cutShort(),
                report.undecided(),
                report.notReplayable().entrySet().stream()
                        .map(each -> new NotReplayable(each.getKey(), each.getValue()))
                        .toList(),
                totals.replayed(),
                totals.newlyRefused(),
                totals.newlyAllowed(),
                totals.losing(),
                totals.drifted(),
                report.requests().stream().map(ReplayBody::request).toList());
    }

    private static Request request(ReplayedRequest replayed) {
        var impact = ImpactBody.request(replayed.impact(), replayed.subject().value());
        return new Request(
                impact.subject(),
                impact.tenant(),
                client(replayed.impact().request().subject()),
                impact.purpose(),
                impact.channel(),
                impact.model(),
                impact.time(),
                impact.breakGlass(),
                replayed.requests(),
                replayed.drifted(),
                impact.before(),
                impact.after(),
                impact.gained(),
                impact.lost(),
                disclosed(replayed.disclosed()),
                impact.obligations());
    }

    private static Optional<String> client(Subject subject) {
        return Optional.of(subject.client().value()).filter(client -> !client.equals(subject.id().value()));
    }

    private static Disclosed disclosed(ReplayedRequest.Disclosed disclosed) {
        return new Disclosed(
                disclosed.count(),
                disclosed.gone(),
                disclosed.lost(),
                disclosed.listed().stream().map(ImpactBody::document).toList());
    }
}
