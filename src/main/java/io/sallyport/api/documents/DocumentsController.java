package io.sallyport.api.documents;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.sallyport.api.ApiSettings;
import io.sallyport.api.Fields;
import io.sallyport.api.Requests;
import io.sallyport.api.StrictJson;
import io.sallyport.document.Acl;
import io.sallyport.document.Collection;
import io.sallyport.document.CollectionCatalog;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.Visibility;
import io.sallyport.identity.Subject;
import io.sallyport.ingest.Ingestion;
import io.sallyport.ingest.Written;
import io.sallyport.web.Problem;
import io.sallyport.web.ProblemException;
import io.sallyport.web.RequestIds;

/// `/v1/collections/{collection}/documents/{id}` for the collection's writers; to anybody else it is not there.
/// The tenant is the writer's own. Text goes in and never comes out here.
@RestController
@RequestMapping("/v1/collections/{collection}/documents/{id}")
class DocumentsController {

    private final Ingestion ingestion;
    private final CollectionCatalog catalog;
    private final ApiSettings settings;

    DocumentsController(Ingestion ingestion, CollectionCatalog catalog, ApiSettings settings) {
        this.ingestion = ingestion;
        this.catalog = catalog;
        this.settings = settings;
    }

    /// What a path names, for a subject that may write there.
    private record Target(Subject writer, Collection collection, String name) {}

    @PutMapping
    ResponseEntity<Map<String, Object>> put(
            HttpServletRequest request, @PathVariable("collection") String collection, @PathVariable("id") String id)
            throws IOException {
        var target = target(request, collection, id);
        byte[] body = Requests.body(request, settings.maxDocument().toBytes());
        return problems(() -> {
            var draft = Drafts.draft(StrictJson.object(body));
            var written = ingestion.put(target.writer(), target.collection(), target.name(), draft,
                    visibility(request));
            return ResponseEntity.status(written.created() ? HttpStatus.CREATED : HttpStatus.OK)
                    .body(body(request, target.name(), written));
        });
    }

    @GetMapping
    Map<String, Object> get(
            HttpServletRequest request, @PathVariable("collection") String collection, @PathVariable("id") String id) {
        var target = target(request, collection, id);
        return problems(() -> ingestion.describe(target.writer(), target.collection(), target.name())
                .map(document -> body(request, document))
                .orElseThrow(() -> new ProblemException(Problem.notFound())));
    }

    @DeleteMapping
    ResponseEntity<Void> delete(
            HttpServletRequest request, @PathVariable("collection") String collection, @PathVariable("id") String id) {
        var target = target(request, collection, id);
        return problems(() -> {
            if (!ingestion.delete(target.writer(), target.collection(), target.name(), visibility(request))) {
                throw new ProblemException(Problem.notFound());
            }
            return ResponseEntity.noContent().build();
        });
    }

    @PutMapping("/acl")
    Map<String, Object> acl(
            HttpServletRequest request, @PathVariable("collection") String collection, @PathVariable("id") String id)
            throws IOException {
        var target = target(request, collection, id);
        byte[] body = Requests.body(request, settings.maxDocument().toBytes());
        return problems(() -> {
            var acl = Drafts.acl(new Fields(StrictJson.object(body)));
            boolean known = ingestion.replaceAcl(
                    target.writer(), target.collection(), target.name(), acl, visibility(request));
            if (!known) {
                throw new ProblemException(Problem.notFound());
            }
            return Map.of("request_id", RequestIds.of(request), "id", target.name());
        });
    }

    private record AclBody(List<String> allow, List<String> deny) {}

    private Target target(HttpServletRequest request, String collection, String id) {
        var writer = Requests.subject(request);
        var open = catalog.writableBy(collection, writer)
                .orElseThrow(() -> new ProblemException(Problem.notFound()));
        if (!DocumentId.isName(id)) {
            throw new ProblemException(Problem.invalid(
                    "id", "A document id is 1 to 200 of A-Z a-z 0-9 . _ ~ : @ - and begins with a letter or digit."));
        }
        return new Target(writer, open, id);
    }

    static Visibility visibility(HttpServletRequest request) {
        return switch (String.valueOf(request.getParameter("refresh"))) {
            case "null" -> Visibility.EVENTUAL;
            case "wait" -> Visibility.WAIT;
            default -> throw new ProblemException(Problem.invalid("refresh", "Expected wait, or nothing."));
        };
    }

    private static <T> T problems(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException thrown) {
            throw WriteProblems.translate(thrown);
        }
    }

    private static Map<String, Object> body(HttpServletRequest request, String id, Written written) {
        var body = new LinkedHashMap<String, Object>();
        body.put("request_id", RequestIds.of(request));
        body.put("id", id);
        body.put("version", written.version().value());
        body.put("chunks", written.chunks());
        return body;
    }

    private static Map<String, Object> body(HttpServletRequest request, Document document) {
        var body = new LinkedHashMap<String, Object>();
        body.put("request_id", RequestIds.of(request));
        body.put("id", document.id().name());
        body.put("collection", document.id().collection().name());
        body.put("version", document.version().value());
        body.put("title", document.title());
        body.put("uri", document.uri());
        body.put("classification", document.classification().name());
        body.put("acl", new AclBody(Acl.lines(document.acl().allow()), Acl.lines(document.acl().deny())));
        body.put("attributes", document.attributes());
        body.put("updated_at", document.updatedAt().toString());
        return body;
    }
}
