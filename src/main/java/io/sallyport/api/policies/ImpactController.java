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
import io.sallyport.gateway.ImpactReport;
import io.sallyport.gateway.PolicyImpact;
import io.sallyport.identity.Role;
import io.sallyport.identity.Subject;
import io.sallyport.policy.LivePolicies;
import io.sallyport.policy.PolicyDirectory;
import io.sallyport.policy.PolicyFiles;
import io.sallyport.policy.PolicySet;
import io.sallyport.web.RequestIds;
import io.sallyport.web.SubjectResolver;

/// `POST /v1/policies:impact`: what a bundle would change if it were published. It names documents, never their text, and
/// only those of the admin's tenant unless a role sees all; the same holds for requests of the audit log.
@RestController
class ImpactController {

    private final PolicyImpact impact;
    private final LivePolicies live;
    private final PolicyDirectory directory;
    private final SubjectResolver resolver;
    private final Clock clock;
    private final ApiSettings settings;

    ImpactController(
            PolicyImpact impact,
            LivePolicies live,
            PolicyDirectory directory,
            SubjectResolver resolver,
            Clock clock,
            ApiSettings settings) {
        this.impact = impact;
        this.live = live;
        this.directory = directory;
        this.resolver = resolver;
        this.clock = clock;
        this.settings = settings;
    }

    @PostMapping("/v1/policies:impact")
    ImpactBody impact(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var body = new Fields(StrictJson.object(Requests.body(request, settings.maxDocument().toBytes())))
                .only("files", "alone", "subjects", "requests", "replay");
        var candidate = candidate(Candidates.read(body, directory::files));
        var now = clock.instant();
        var supposition = new Supposition(candidate.whatIf(), resolver, now);
        var requests = ImpactRequests.read(body, candidate, supposition, now);
        var admin = Requests.subject(request);
        boolean allTenants = seesAll(admin);
        var report = report(admin, allTenants, candidate, requests);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(PoliciesController.REVISION, report.difference().before().value());
        var tenant = Optional.of(admin.tenant().value()).filter(own -> !allTenants);
        return ImpactBody.of(RequestIds.of(request), report, tenant, requests.omitted());
    }

    private PolicySet candidate(PolicyFiles files) {
        try {
            return live.candidate(files);
        } catch (RuntimeException thrown) {
            throw PolicyProblem.translate(thrown);
        }
    }

    private ImpactReport report(Subject admin, boolean allTenants, PolicySet candidate, ImpactRequests requests) {
        try {
            return impact.of(admin, allTenants, candidate, requests.tried(), requests.replay());
        } catch (RuntimeException thrown) {
            throw PolicyProblem.translate(thrown);
        }
    }

    private boolean seesAll(Subject admin) {
        return admin.roles().stream().map(Role::value).anyMatch(settings.allTenantsRoles()::contains);
    }
}
