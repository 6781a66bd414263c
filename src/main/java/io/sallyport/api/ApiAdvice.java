package io.sallyport.api;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

import io.sallyport.gateway.Gateway;
import io.sallyport.gateway.Refusal;
import io.sallyport.web.Problem;
import io.sallyport.web.Problems;

/// Answers refusals, and records input that could not be accepted before it answers it.
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiAdvice {

    static final String REVISION = "X-Sallyport-Policy-Revision";

    private final Gateway gateway;
    private final Problems problems;

    ApiAdvice(Gateway gateway, Problems problems) {
        this.gateway = gateway;
        this.problems = problems;
    }

    @ExceptionHandler
    void refused(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        refusal.revision().ifPresent(revision -> response.setHeader(REVISION, revision));
        if (refusal.kind() == Refusal.Kind.TOO_MANY) {
            response.setHeader("Retry-After", "60");
        }
        problems.write(request, response, Refusals.problem(refusal));
    }

    @ExceptionHandler
    void malformed(Malformed malformed, HttpServletRequest request, HttpServletResponse response) throws IOException {
        long bytes = Math.max(0, request.getContentLengthLong());
        var refusal = gateway.refuse(Requests.asker(request), bytes, malformed.kind(), malformed.expectation());
        Problem problem = Refusals.problem(refusal);
        boolean recorded = refusal.kind() == malformed.kind();
        problems.write(
                request, response, recorded ? malformed.param().map(problem::about).orElse(problem) : problem);
    }
}
