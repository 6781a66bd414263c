package io.sallyport.api.policies;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import io.sallyport.audit.BundleDifference;
import io.sallyport.audit.SubjectReference;
import io.sallyport.policy.LivePolicies;
import io.sallyport.policy.PolicyFiles;
import io.sallyport.policy.PolicyRevision;
import io.sallyport.policy.Problem;
import io.sallyport.policy.Publication;
import io.sallyport.policy.Rejection;
import io.sallyport.policy.ShadowPolicies;
import io.sallyport.web.RequestIds;

/// Policies as JSON.
final class PolicyBodies {

    /// More are told by their number.
    static final int MOST_PROBLEMS = 500;

    private PolicyBodies() {}

    /// Who a reference stands for.
    interface Names {
        String of(SubjectReference reference);
    }

    static Map<String, Object> state(
            HttpServletRequest request,
            LivePolicies.State state,
            ShadowPolicies shadow,
            Optional<String> whyReadOnly,
            Names names) {
        var body = body(request);
        body.putAll(published(state.live(), names));
        body.put("files", files(state.files()));
        body.put("writable", whyReadOnly.isEmpty());
        whyReadOnly.ifPresent(why -> body.put("read_only_because", why));
        state.rejected().ifPresent(rejection -> body.put("rejected", rejected(rejection)));
        if (shadow.isOn()) {
            body.put("shadow", ShadowBody.of(shadow.state()));
        }
        return body;
    }

    static Map<String, Object> publication(HttpServletRequest request, Publication publication, Names names) {
        var body = body(request);
        body.putAll(published(publication, names));
        body.put("difference", difference(publication.difference()));
        return body;
    }

    static Map<String, Object> publications(
            HttpServletRequest request, List<Publication> publications, Names names) {
        var body = body(request);
        body.put("revisions", publications.stream().map(each -> {
            var entry = published(each, names);
            entry.put("difference", difference(each.difference()));
            return entry;
        }).toList());
        return body;
    }

    static Map<String, Object> problems(HttpServletRequest request, PolicyRevision revision, List<Problem> problems) {
        var body = body(request);
        body.put("revision", revision.value());
        body.put("count", problems.size());
        body.put("problems", problems(problems));
        return body;
    }

    static List<Map<String, Object>> problems(List<Problem> problems) {
        return problems.stream().limit(MOST_PROBLEMS).map(PolicyBodies::problem).toList();
    }

    private static Map<String, Object> problem(Problem problem) {
        var json = new LinkedHashMap<String, Object>();
        json.put("file", problem.file());
        json.put("line", problem.line());
        json.put("column", problem.column());
        json.put("path", problem.path());
        json.put("message", problem.message());
        return json;
    }

    private static Map<String, Object> published(Publication publication, Names names) {
        var json = new LinkedHashMap<String, Object>();
        json.put("revision", publication.revision().value());
        json.put("at", publication.at().toString());
        publication.by().map(names::of).ifPresent(by -> json.put("by", by));
        return json;
    }

    static Map<String, Object> rejected(Rejection rejection) {
        var json = new LinkedHashMap<String, Object>();
        json.put("revision", rejection.revision().value());
        json.put("at", rejection.at().toString());
        json.put("files", files(rejection.files()));
        json.put("count", rejection.problems().size());
        json.put("problems", problems(rejection.problems()));
        return json;
    }

    private static List<Map<String, String>> files(PolicyFiles files) {
        return files.digests().stream().map(file -> Map.of("file", file.file(), "sha256", file.sha256())).toList();
    }

    private static Map<String, Object> difference(BundleDifference difference) {
        var json = new LinkedHashMap<String, Object>();
        difference.from().ifPresent(from -> json.put("from", from));
        json.put("files_added", difference.filesAdded());
        json.put("files_changed", difference.filesChanged());
        json.put("files_removed", difference.filesRemoved());
        json.put("rules_added", difference.rulesAdded());
        json.put("rules_changed", difference.rulesChanged());
        json.put("rules_removed", difference.rulesRemoved());
        json.put("omitted", difference.omitted());
        return json;
    }

    private static Map<String, Object> body(HttpServletRequest request) {
        var body = new LinkedHashMap<String, Object>();
        body.put("request_id", RequestIds.of(request));
        return body;
    }
}
