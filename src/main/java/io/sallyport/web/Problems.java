package io.sallyport.web;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/// Writes problems: OpenAI's error object under `/v1/chat` and `/v1/models`, RFC 9457 elsewhere.
public final class Problems {

    private final JsonMapper json;

    public Problems(JsonMapper json) {
        this.json = json;
    }

    /// Answers with the problem, unless the response has already begun.
    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        boolean openAi = speaksOpenAi(request);
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setHeader(RequestIds.HEADER, RequestIds.of(request));
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(openAi ? "application/json" : "application/problem+json");
        String id = RequestIds.of(request);
        byte[] body = json.writeValueAsBytes(openAi ? openAiBody(problem, id) : problemBody(problem, id));
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    /// The error object that OpenAI's clients understand, also as an event in mid-stream.
    public static Map<String, Object> openAiBody(Problem problem, String requestId) {
        var error = new LinkedHashMap<String, Object>();
        error.put("message", problem.detail());
        error.put("type", problem.status() < 500 ? "invalid_request_error" : "server_error");
        error.put("param", problem.param().orElse(null));
        error.put("code", problem.slug());
        var body = new LinkedHashMap<String, Object>();
        body.put("error", error);
        body.put("request_id", requestId);
        return body;
    }

    private static Map<String, Object> problemBody(Problem problem, String requestId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", problem.type());
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("request_id", requestId);
        body.putAll(problem.members());
        return body;
    }

    private static boolean speaksOpenAi(HttpServletRequest request) {
        var failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed instanceof String original ? original : request.getRequestURI();
        return path.startsWith("/v1/chat") || path.startsWith("/v1/models");
    }
}
