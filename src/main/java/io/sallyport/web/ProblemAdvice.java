package io.sallyport.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/// Turns whatever a handler throws into a problem. Only types and request ids are logged, never messages of
/// exceptions, since those may quote input.
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void ours(ProblemException thrown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(request, response, thrown.problem());
    }

    @ExceptionHandler
    void security(AccessDeniedException denied) {
        throw denied;
    }

    @ExceptionHandler
    void security(AuthenticationException failed) {
        throw failed;
    }

    @ExceptionHandler
    void callerLeft(AsyncRequestNotUsableException gone) {
        LOG.debug("the caller left before its response was complete");
    }

    @ExceptionHandler
    void anythingElse(Exception thrown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (thrown instanceof ErrorResponse framework && framework.getStatusCode().is4xxClientError()) {
            problems.write(request, response, fromFramework(framework));
            return;
        }
        LOG.error("request {} failed: {}", RequestIds.of(request), Causes.of(thrown));
        problems.write(request, response, Problem.internal());
    }

    private static Problem fromFramework(ErrorResponse framework) {
        int status = framework.getStatusCode().value();
        if (status == 404) {
            return Problem.notFound();
        }
        var known = HttpStatus.valueOf(status);
        String slug = known.getReasonPhrase().toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
        return new Problem(status, slug, known.getReasonPhrase(), "This path does not take such a request.");
    }
}
