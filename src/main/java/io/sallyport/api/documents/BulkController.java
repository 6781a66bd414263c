package io.sallyport.api.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.api.ApiSettings;
import io.sallyport.api.Fields;
import io.sallyport.api.Malformed;
import io.sallyport.api.Requests;
import io.sallyport.api.StrictJson;
import io.sallyport.document.Collection;
import io.sallyport.document.CollectionCatalog;
import io.sallyport.document.DocumentId;
import io.sallyport.document.Visibility;
import io.sallyport.identity.Subject;
import io.sallyport.ingest.Ingestion;
import io.sallyport.ingest.IngestionUnavailable;
import io.sallyport.web.Problem;
import io.sallyport.web.ProblemException;

/// `POST /v1/collections/{collection}/documents:bulk`: one document a line (NDJSON), one result a line, in order.
/// A line that is refused does not touch the others. With `refresh=wait` everything is searchable at the end.
@RestController
class BulkController {

    private final Ingestion ingestion;
    private final CollectionCatalog catalog;
    private final ApiSettings settings;
    private final JsonMapper json;

    BulkController(Ingestion ingestion, CollectionCatalog catalog, ApiSettings settings, JsonMapper json) {
        this.ingestion = ingestion;
        this.catalog = catalog;
        this.settings = settings;
        this.json = json;
    }

    @PostMapping("/v1/collections/{collection}/documents:bulk")
    void bulk(HttpServletRequest request, HttpServletResponse response, @PathVariable("collection") String name)
            throws IOException {
        var writer = Requests.subject(request);
        var collection = catalog.writableBy(name, writer)
                .orElseThrow(() -> new ProblemException(Problem.notFound()));
        Requests.checkType(request, "application/x-ndjson", "application/jsonl");
        boolean wait = DocumentsController.visibility(request) == Visibility.WAIT;
        response.setContentType("application/x-ndjson");
        response.setCharacterEncoding("UTF-8");
        var in = request.getInputStream();
        for (int number = 1; number <= settings.maxBulk() + 1; number++) {
            Optional<byte[]> line;
            try {
                line = line(in, settings.maxDocument().toBytes());
            } catch (Malformed tooLarge) {
                result(response, number, WriteProblems.of(tooLarge));
                break;
            }
            if (line.isEmpty()) {
                break;
            }
            if (number > settings.maxBulk()) {
                result(response, number, new Problem(413, "too-large", "Too many lines",
                        "At most %,d lines are taken; the rest was not read.".formatted(settings.maxBulk())));
                break;
            }
            if (!new String(line.get(), UTF_8).isBlank()) {
                write(response, number, writer, collection, line.get());
            }
        }
        if (wait) {
            awaitVisible(response, collection);
        }
        response.flushBuffer();
    }

    /// The lines are written either way; a last line says so when they are not searchable yet.
    private void awaitVisible(HttpServletResponse response, Collection collection) throws IOException {
        try {
            ingestion.awaitVisible(collection);
        } catch (IngestionUnavailable unavailable) {
            send(response, Map.of(
                    "status", 503,
                    "type", Problem.TYPE_PREFIX + "index-unavailable",
                    "detail", "What was written is not known to be searchable yet."));
        }
    }

    private void write(
            HttpServletResponse response,
            int number,
            Subject writer,
            Collection collection,
            byte[] line)
            throws IOException {
        try {
            var body = StrictJson.object(line);
            String id = new Fields(body).text("id", 200)
                    .filter(DocumentId::isName)
                    .orElseThrow(() -> Malformed.field("id", "must be a document id"));
            var written = ingestion.put(writer, collection, id, Drafts.draft(body, "id"), Visibility.EVENTUAL);
            var result = new LinkedHashMap<String, Object>();
            result.put("line", number);
            result.put("id", id);
            result.put("status", written.created() ? 201 : 200);
            result.put("version", written.version().value());
            result.put("chunks", written.chunks());
            send(response, result);
        } catch (Malformed malformed) {
            result(response, number, WriteProblems.of(malformed));
        } catch (RuntimeException thrown) {
            if (WriteProblems.translate(thrown) instanceof ProblemException known) {
                result(response, number, known.problem());
            } else {
                throw thrown;
            }
        }
    }

    private void result(HttpServletResponse response, int number, Problem problem) throws IOException {
        var result = new LinkedHashMap<String, Object>();
        result.put("line", number);
        result.put("status", problem.status());
        result.put("type", problem.type());
        result.put("detail", problem.detail());
        result.putAll(problem.members());
        send(response, result);
    }

    private void send(HttpServletResponse response, Map<String, Object> result) throws IOException {
        response.getOutputStream().write(json.writeValueAsBytes(result));
        response.getOutputStream().write('\n');
    }

    private static Optional<byte[]> line(InputStream in, long limit) throws IOException {
        var line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            if (line.size() >= limit) {
                throw Malformed.tooLarge(limit);
            }
            line.write(next);
            next = in.read();
        }
        return Optional.of(line.toByteArray());
    }
}
