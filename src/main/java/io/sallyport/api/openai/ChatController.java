package io.sallyport.api.openai;

import java.io.IOException;
import java.time.Clock;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.api.ApiSettings;
import io.sallyport.api.Refusals;
import io.sallyport.api.Requests;
import io.sallyport.gateway.AnswerSink;
import io.sallyport.gateway.Asker;
import io.sallyport.gateway.Gateway;
import io.sallyport.gateway.Question;
import io.sallyport.gateway.Refusal;
import io.sallyport.web.Problems;

/// `POST /v1/chat/completions`.
@RestController
class ChatController {

    static final String REVISION = "X-Sallyport-Policy-Revision";

    private final Gateway gateway;
    private final ApiSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    ChatController(Gateway gateway, ApiSettings settings, JsonMapper json, Clock clock) {
        this.gateway = gateway;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping("/v1/chat/completions")
    void complete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = Requests.body(request, settings.maxRequest().toBytes());
        var read = ChatRequests.read(request, body);
        var question = read.question();
        var asker = Requests.asker(request);
        var bodies = new ChatBodies(asker.requestId(), question.model(), clock.instant().getEpochSecond());
        if (question.streamed()) {
            stream(asker, question, new EventStream(response, json, bodies), bodies, read.wantsUsage());
        } else {
            whole(asker, question, response, bodies);
        }
    }

    private void whole(Asker asker, Question question, HttpServletResponse response, ChatBodies bodies)
            throws IOException {
        var answer = gateway.ask(asker, question, AnswerSink.NONE);
        response.setHeader(REVISION, answer.revision());
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.getOutputStream().write(json.writeValueAsBytes(bodies.completion(answer)));
        response.flushBuffer();
    }

    private void stream(Asker asker, Question question, EventStream events, ChatBodies bodies, boolean wantsUsage)
            throws IOException {
        try {
            var answer = gateway.ask(asker, question, events);
            events.open();
            events.event(bodies.last(answer));
            if (wantsUsage) {
                events.event(bodies.usageChunk(answer));
            }
            events.done();
        } catch (Refusal refusal) {
            if (!events.hasBegun()) {
                throw refusal;
            }
            if (refusal.kind() != Refusal.Kind.CLIENT_GONE) {
                events.event(Problems.openAiBody(Refusals.problem(refusal), asker.requestId()));
            }
        }
    }
}
