package io.sallyport.api.retrieval;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.sallyport.api.ApiSettings;
import io.sallyport.api.CitedSource;
import io.sallyport.api.Fields;
import io.sallyport.api.Malformed;
import io.sallyport.api.Requests;
import io.sallyport.api.StrictJson;
import io.sallyport.gateway.DisclosedPassage;
import io.sallyport.gateway.Gateway;
import io.sallyport.gateway.PassageRequest;
import io.sallyport.web.RequestIds;

/// `POST /v1/retrieve`.
@RestController
class RetrieveController {

    private static final int LONGEST_QUERY = 10_000;
    private static final int MOST_PASSAGES = 50;
    private static final int USUAL_PASSAGES = 10;

    /// @param score derived from the rank: 1 for the best
    record Hit(int rank, double score, String text, CitedSource citation) {}

    record Hits(
            @JsonProperty("request_id") String requestId,
            @JsonProperty("policy_revision") String revision,
            List<Hit> passages) {}

    private final Gateway gateway;
    private final ApiSettings settings;

    RetrieveController(Gateway gateway, ApiSettings settings) {
        this.gateway = gateway;
        this.settings = settings;
    }

    @PostMapping("/v1/retrieve")
    Hits retrieve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = Requests.body(request, settings.maxRequest().toBytes());
        var passages = gateway.retrieve(Requests.asker(request), wanted(request, body));
        response.setHeader("X-Sallyport-Policy-Revision", passages.revision());
        response.setHeader("Cache-Control", "no-store");
        var found = passages.passages();
        return new Hits(
                RequestIds.of(request),
                passages.revision(),
                IntStream.range(0, found.size()).mapToObj(i -> hit(i + 1, found.get(i))).toList());
    }

    private static PassageRequest wanted(HttpServletRequest request, byte[] body) {
        Requests.statedPurpose(request);
        var fields = new Fields(StrictJson.object(body))
                .only("query", "limit", "purpose", "collections", "break_glass");
        var query = fields.text("query", LONGEST_QUERY)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Malformed.field("query", "must ask something"));
        int limit = fields.whole("limit", 1, MOST_PASSAGES).orElse(USUAL_PASSAGES);
        return new PassageRequest(Requests.terms(request, fields), query, limit, body.length);
    }

    private static Hit hit(int rank, DisclosedPassage passage) {
        return new Hit(rank, passage.score(), passage.text(), CitedSource.of(passage.citation()));
    }
}
