package io.sallyport.api.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.api.ApiSettings;
import io.sallyport.api.Requests;
import io.sallyport.audit.AuditEntry;
import io.sallyport.audit.AuditLog;
import io.sallyport.audit.AuditSearched;
import io.sallyport.audit.AuditUnavailable;
import io.sallyport.audit.Body;
import io.sallyport.audit.EntryFilter;
import io.sallyport.audit.EntryPage;
import io.sallyport.audit.StoredBody;
import io.sallyport.audit.SubjectIdentity;
import io.sallyport.audit.SubjectReference;
import io.sallyport.identity.Role;
import io.sallyport.identity.Subject;
import io.sallyport.web.Problem;
import io.sallyport.web.ProblemException;
import io.sallyport.web.RequestIds;

/// `GET /v1/audit/entries`: officers read the log. Reading is itself an entry, durable before anything is shown.
@RestController
class AuditEntriesController {

    /// Sealed for good: opened for a replay alone.
    private static final String WITHHELD = "withheld";

    private final AuditLog log;
    private final ApiSettings settings;
    private final JsonMapper json;

    AuditEntriesController(AuditLog log, ApiSettings settings, JsonMapper json) {
        this.log = log;
        this.settings = settings;
        this.json = json;
    }

    @GetMapping("/v1/audit/entries")
    Map<String, Object> entries(HttpServletRequest request, HttpServletResponse response) {
        var officer = Requests.subject(request);
        var search = search(request, officer);
        var filter = own(officer, search.filter());
        try {
            var page = log.entries(filter, search.order(), search.after(), search.limit());
            record(officer, search.purpose(), page, search.description());
            response.setHeader("Cache-Control", "no-store");
            return body(request, page);
        } catch (AuditUnavailable unavailable) {
            throw new ProblemException(unavailable());
        }
    }

    @GetMapping("/v1/audit/entries/{position}")
    Map<String, Object> entry(
            HttpServletRequest request, HttpServletResponse response, @PathVariable("position") String position) {
        var officer = Requests.subject(request);
        var search = search(request, officer);
        try {
            var found = AuditSearch.position(position)
                    .flatMap(log::entry)
                    .filter(entry -> seesAll(officer) || tenantOf(entry).equals(officer.tenant().value()))
                    .orElseThrow(() -> new ProblemException(Problem.notFound()));
            record(officer, search.purpose(), new EntryPage(List.of(found), OptionalLong.empty(), 0),
                    "position " + position);
            response.setHeader("Cache-Control", "no-store");
            return entry(found);
        } catch (AuditUnavailable unavailable) {
            throw new ProblemException(unavailable());
        }
    }

    private AuditSearch search(HttpServletRequest request, Subject officer) {
        return AuditSearch.of(request, id -> log.reference(new SubjectIdentity(officer.issuer(), id)));
    }

    private EntryFilter own(Subject officer, EntryFilter filter) {
        return seesAll(officer) ? filter : filter.ofTenant(officer.tenant().value());
    }

    private boolean seesAll(Subject officer) {
        return officer.roles().stream().map(Role::value).anyMatch(settings.allTenantsRoles()::contains);
    }

    private String tenantOf(AuditEntry entry) {
        return json.readTree(entry.json()).path("tenant").asString("");
    }

    private void record(Subject officer, String purpose, EntryPage page, String description) {
        var positions = page.entries().stream().mapToLong(AuditEntry::position).summaryStatistics();
        boolean none = page.entries().isEmpty();
        log.append(new AuditSearched(
                log.register(new SubjectIdentity(officer.issuer(), officer.id().value())),
                officer.tenant().value(),
                purpose,
                page.entries().size(),
                none ? OptionalLong.empty() : OptionalLong.of(positions.getMin()),
                none ? OptionalLong.empty() : OptionalLong.of(positions.getMax()),
                List.of(new Body(Body.Part.SEARCH, description))));
    }

    private Map<String, Object> body(HttpServletRequest request, EntryPage page) {
        var body = new LinkedHashMap<String, Object>();
        body.put("request_id", RequestIds.of(request));
        body.put("size", page.size());
        body.put("entries", page.entries().stream().map(this::entry).toList());
        page.next().ifPresent(next -> body.put("next", next));
        return body;
    }

    private Map<String, Object> entry(AuditEntry entry) {
        var members = json.readTree(entry.json());
        var texts = new LinkedHashMap<String, String>();
        var unavailable = new LinkedHashMap<String, String>();
        for (var stored : entry.bodies()) {
            switch (stored) {
                case StoredBody.Opened(var part, var text) -> texts.put(part, text);
                case StoredBody.Withheld(var part) -> unavailable.put(part, WITHHELD);
                case StoredBody.Unavailable(var part, var reason) -> unavailable.put(part, reason.wire());
            }
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("position", entry.position());
        body.put("kind", entry.kind());
        identity(members).ifPresent(who -> body.put("who", Map.of("issuer", who.issuer(), "id", who.id())));
        body.put("entry", members);
        body.put("texts", texts);
        if (!unavailable.isEmpty()) {
            body.put("unavailable", unavailable);
        }
        return body;
    }

    /// Whom the entry is about, while the log still knows it.
    private Optional<SubjectIdentity> identity(JsonNode entry) {
        return Optional.of(entry.path("subject").asString(entry.path("by").asString("")))
                .flatMap(SubjectReference::parse)
                .flatMap(log::identity);
    }

    private static Problem unavailable() {
        return new Problem(
                503,
                "audit-unavailable",
                "The audit log is not available",
                "The log cannot be read, or the reading cannot be recorded, so nothing is shown.");
    }
}
