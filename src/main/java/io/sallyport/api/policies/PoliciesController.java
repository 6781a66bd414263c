package io.sallyport.api.policies;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

import io.sallyport.api.ApiSettings;
import io.sallyport.api.Fields;
import io.sallyport.api.Requests;
import io.sallyport.api.StrictJson;
import io.sallyport.audit.AuditLog;
import io.sallyport.audit.SubjectIdentity;
import io.sallyport.audit.SubjectReference;
import io.sallyport.policy.LivePolicies;
import io.sallyport.policy.PolicyDirectory;
import io.sallyport.policy.PolicyFiles;
import io.sallyport.policy.PolicyProblems;
import io.sallyport.policy.PolicyRevision;
import io.sallyport.policy.Publication;
import io.sallyport.policy.Rejection;
import io.sallyport.policy.ShadowPolicies;
import io.sallyport.web.Problem;
import io.sallyport.web.ProblemException;

/// `/v1/policies`: what is in force and why something newer is not, the files, and a change of one of them, which is
/// based on a revision and takes effect as a whole or not at all.
@RestController
class PoliciesController {

    static final String REVISION = "X-Sallyport-Policy-Revision";

    private final LivePolicies live;
    private final ShadowPolicies shadow;
    private final PolicyDirectory directory;
    private final ApiSettings settings;
    private final AuditLog log;

    PoliciesController(
            LivePolicies live,
            ShadowPolicies shadow,
            PolicyDirectory directory,
            ApiSettings settings,
            AuditLog log) {
        this.live = live;
        this.shadow = shadow;
        this.directory = directory;
        this.settings = settings;
        this.log = log;
    }

    @GetMapping("/v1/policies")
    ResponseEntity<Map<String, Object>> list(HttpServletRequest request) {
        var state = live.state();
        return ok(state.live().revision(), folderRevision(state))
                .body(PolicyBodies.state(request, state, shadow, directory.whyReadOnly(), this::nameOf));
    }

    @GetMapping("/v1/policies/revisions")
    ResponseEntity<Map<String, Object>> revisions(HttpServletRequest request) {
        var state = live.state();
        return ok(state.live().revision(), folderRevision(state))
                .body(PolicyBodies.publications(request, live.publications(), this::nameOf));
    }

    /// The text of a file of the bundle in force; of the rejected one, when `revision` names that.
    @GetMapping("/v1/policies/{*file}")
    ResponseEntity<byte[]> read(HttpServletRequest request, @PathVariable("file") String file) {
        var state = live.state();
        var files = files(state, Optional.ofNullable(request.getParameter("revision")));
        byte[] text = files.content(name(file)).orElseThrow(() -> new ProblemException(Problem.notFound()));
        return ok(state.live().revision(), files.revision())
                .header(HttpHeaders.CONTENT_TYPE, "application/yaml;charset=UTF-8")
                .body(text);
    }

    /// Everything that is wrong with a bundle, without publishing it.
    @PostMapping("/v1/policies:check")
    Map<String, Object> check(HttpServletRequest request) throws IOException {
        byte[] body = Requests.body(request, settings.maxDocument().toBytes());
        var fields = new Fields(StrictJson.object(body)).only("files", "alone");
        var candidate = Candidates.read(fields, directory::files);
        return PolicyBodies.problems(request, candidate.revision(), problems(candidate));
    }

    @PutMapping("/v1/policies/{*file}")
    ResponseEntity<Map<String, Object>> put(HttpServletRequest request, @PathVariable("file") String file)
            throws IOException {
        String name = writable(file);
        var expected = Preconditions.expected(request);
        byte[] content = PolicyText.read(request);
        boolean known = directory.files().paths().contains(name);
        return change(request, known ? HttpStatus.OK : HttpStatus.CREATED,
                (folder, by) -> folder.put(name, content, expected, by));
    }

    @DeleteMapping("/v1/policies/{*file}")
    ResponseEntity<Map<String, Object>> delete(HttpServletRequest request, @PathVariable("file") String file) {
        String name = writable(file);
        var expected = Preconditions.expected(request);
        return change(request, HttpStatus.OK, (folder, by) -> folder.delete(name, expected, by));
    }

    private ResponseEntity<Map<String, Object>> change(
            HttpServletRequest request,
            HttpStatus status,
            BiFunction<PolicyDirectory, SubjectReference, Publication> change) {
        var admin = Requests.subject(request);
        try {
            var by = log.register(new SubjectIdentity(admin.issuer(), admin.id().value()));
            var publication = change.apply(directory, by);
            return headers(ResponseEntity.status(status), publication.revision(), publication.revision())
                    .body(PolicyBodies.publication(request, publication, this::nameOf));
        } catch (RuntimeException thrown) {
            throw PolicyProblem.translate(thrown);
        }
    }

    /// The subject's id; its reference once its key was destroyed.
    private String nameOf(SubjectReference reference) {
        return log.identity(reference).map(SubjectIdentity::id).orElseGet(reference::value);
    }

    private List<io.sallyport.policy.Problem> problems(PolicyFiles candidate) {
        try {
            live.check(candidate);
            return List.of();
        } catch (PolicyProblems found) {
            return found.problems();
        }
    }

    private static PolicyFiles files(LivePolicies.State state, Optional<String> revision) {
        if (revision.isEmpty() || revision.get().equals(state.live().revision().value())) {
            return state.files();
        }
        return state.rejected()
                .filter(rejection -> rejection.revision().value().equals(revision.get()))
                .orElseThrow(() -> new ProblemException(Problem.notFound()))
                .files();
    }

    /// What a change is to be based on.
    private static PolicyRevision folderRevision(LivePolicies.State state) {
        return state.rejected().map(Rejection::revision).orElse(state.live().revision());
    }

    private static String name(String path) {
        return path.substring(1);
    }

    private static String writable(String path) {
        String name = name(path);
        if (!PolicyDirectory.isName(name)) {
            throw new ProblemException(Problem.invalid("file",
                    "A policy file is at most 200 characters and 8 parts of A-Z a-z 0-9 . _ - with / between, each"
                            + " beginning with a letter or digit, and ends in .yaml."));
        }
        return name;
    }

    private static ResponseEntity.BodyBuilder ok(PolicyRevision inForce, PolicyRevision tag) {
        return headers(ResponseEntity.ok(), inForce, tag);
    }

    private static ResponseEntity.BodyBuilder headers(
            ResponseEntity.BodyBuilder response, PolicyRevision inForce, PolicyRevision tag) {
        return response.header(REVISION, inForce.value())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .eTag(tag.value());
    }
}
