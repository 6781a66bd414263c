package io.sallyport.api.policies;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.sallyport.api.ApiSettings;
import io.sallyport.api.Fields;
import io.sallyport.api.Requests;
import io.sallyport.api.StrictJson;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.identity.Role;
import io.sallyport.identity.Subject;
import io.sallyport.identity.Tenant;
import io.sallyport.ingest.Ingestion;
import io.sallyport.ingest.IngestionUnavailable;
import io.sallyport.policy.DecisionPoint;
import io.sallyport.web.Problem;
import io.sallyport.web.ProblemException;
import io.sallyport.web.RequestIds;
import io.sallyport.web.SubjectResolver;

/// `POST /v1/policies:explain`: why a request, and maybe a document, is decided as it is under the bundle in force. The
/// answer holds values of claims and attributes, which is why it takes the scope `policy:read`.
@RestController
class ExplainController {

    private final DecisionPoint decisions;
    private final Ingestion documents;
    private final SubjectResolver resolver;
    private final Clock clock;
    private final ApiSettings settings;

    ExplainController(
            DecisionPoint decisions,
            Ingestion documents,
            SubjectResolver resolver,
            Clock clock,
            ApiSettings settings) {
        this.decisions = decisions;
        this.documents = documents;
        this.resolver = resolver;
        this.clock = clock;
        this.settings = settings;
    }

    @PostMapping("/v1/policies:explain")
    ExplanationBody explain(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var body = new Fields(StrictJson.object(Requests.body(request, settings.maxRequest().toBytes())));
        var policies = decisions.current();
        var supposition = new Supposition(policies.whatIf(), resolver, clock.instant());
        var asked = supposition.request(body);
        var document = supposition.document(body).or(() -> held(Requests.subject(request), body));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Sallyport-Policy-Revision", policies.revision().value());
        return ExplanationBody.of(
                RequestIds.of(request),
                document.map(known -> policies.explain(asked, known)).orElseGet(() -> policies.explain(asked)));
    }

    /// The record the body names. One of another tenant looks to most admins as if it did not exist.
    private Optional<Document> held(Subject admin, Fields body) {
        return Supposition.documentName(body).map(name -> {
            var tenant = body.name("tenant").map(Tenant::new).orElse(admin.tenant());
            if (!tenant.equals(admin.tenant()) && !seesAll(admin)) {
                throw new ProblemException(Problem.notFound());
            }
            return record(new DocumentId(tenant, new Collection(name.collection()), name.id()))
                    .orElseThrow(() -> new ProblemException(Problem.notFound()));
        });
    }

    private Optional<Document> record(DocumentId id) {
        try {
            return documents.held(id);
        } catch (IngestionUnavailable unavailable) {
            throw new ProblemException(
                    new Problem(
                            503,
                            "index-unavailable",
                            "The index is not available",
                            "The document index does not answer; try again later."));
        }
    }

    private boolean seesAll(Subject admin) {
        return admin.roles().stream().map(Role::value).anyMatch(settings.allTenantsRoles()::contains);
    }
}
