package io.sallyport.api.policies;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.sallyport.document.DocumentId;
import io.sallyport.gateway.ImpactReport;
import io.sallyport.gateway.RequestImpact;
import io.sallyport.identity.Subject;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.Decision;
import io.sallyport.policy.Deny;
import io.sallyport.policy.Permit;
import io.sallyport.policy.PolicyChange;
import io.sallyport.policy.PolicyWitness;
import io.sallyport.policy.RuleReference;

/// An [ImpactReport] over HTTP.
///
/// @param revision  the bundle in force
/// @param candidate the bundle it was compared with
/// @param tenant    whose documents were counted; absent = everybody's
/// @param tries     how many situations were tried to find witnesses
/// @param omitted   how many requests of the candidate's tests were left out
/// @param replay    absent when none was asked for
@JsonInclude(Include.NON_ABSENT)
record ImpactBody(
        @JsonProperty("request_id") String requestId,
        String revision,
        String candidate,
        Optional<String> tenant,
        List<Change> changes,
        List<Witness> witnesses,
        int tries,
        List<Request> requests,
        int omitted,
        Optional<ReplayBody> replay) {

    /// @param kind `added`, `removed`, `changed` or `reworded`
    @JsonInclude(Include.NON_ABSENT)
    record Change(String what, String kind, Optional<Witness> witness) {}

    record Witness(String change, Map<String, Object> values, String before, String after) {}

    record Request(
            String subject,
            @JsonProperty("subject_tenant") String tenant,
            String client,
            String purpose,
            String channel,
            String model,
            String time,
            @JsonProperty("break_glass") boolean breakGlass,
            Ruled before,
            Ruled after,
            Documents gained,
            Documents lost,
            List<Obligations> obligations) {}

    /// @param reason empty when it is allowed
    record Ruled(String decision, List<String> rules, String reason) {}

    /// @param count    exactly
    /// @param doubtful those of the listed that their records in real time decide otherwise
    record Documents(long count, List<Document> documents, List<Document> doubtful) {}

    record Document(String tenant, String collection, String id) {}

    /// @param before absent where the request is refused for want of an obligation
    @JsonInclude(Include.NON_ABSENT)
    record Obligations(
            String classification,
            Optional<ExplanationBody.Obliged> before,
            Optional<ExplanationBody.Obliged> after) {}

    static ImpactBody of(String requestId, ImpactReport report, Optional<String> tenant, int omitted) {
        var difference = report.difference();
        return new ImpactBody(
                requestId,
                difference.before().value(),
                difference.after().value(),
                tenant,
                difference.changes().stream().map(ImpactBody::change).toList(),
                difference.witnesses().stream().map(ImpactBody::witness).toList(),
                difference.tries(),
                report.requests().stream()
                        .map(impact -> request(impact, impact.request().subject().id().value()))
                        .toList(),
                omitted,
                report.replay().map(ReplayBody::of));
    }

    private static Change change(PolicyChange change) {
        return new Change(change.what(), word(change.kind()), change.witness().map(ImpactBody::witness));
    }

    private static Witness witness(PolicyWitness witness) {
        return new Witness(word(witness.change()), witness.values(), witness.before(), witness.after());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @param name who asks, as the reader may know it
    static Request request(RequestImpact impact, String name) {
        AccessRequest request = impact.request();
        Subject subject = request.subject();
        return new Request(
                name,
                subject.tenant().value(),
                subject.client().value(),
                request.purpose().value(),
                request.channel().value(),
                request.model().value(),
                request.at().toString(),
                request.breakGlass(),
                ruled(impact.before()),
                ruled(impact.after()),
                documents(impact.gained()),
                documents(impact.lost()),
                impact.obligations().stream().map(ImpactBody::obligations).toList());
    }

    private static Ruled ruled(Decision decision) {
        return switch (decision) {
            case Permit permit ->
                new Ruled("allow", permit.rules().stream().map(RuleReference::toString).toList(), "");
            case Deny deny ->
                new Ruled("deny", deny.rule().map(RuleReference::toString).stream().toList(), deny.reason());
        };
    }

    private static Documents documents(RequestImpact.Documents difference) {
        return new Documents(
                difference.count(),
                difference.listed().stream().map(ImpactBody::document).toList(),
                difference.doubtful().stream().map(ImpactBody::document).toList());
    }

    static Document document(DocumentId id) {
        return new Document(id.tenant().value(), id.collection().name(), id.name());
    }

    private static Obligations obligations(RequestImpact.Change change) {
        return new Obligations(
                change.at().name(),
                change.before().map(ExplanationBody::obliged),
                change.after().map(ExplanationBody::obliged));
    }
}
