package io.sallyport.web;

import java.io.IOException;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// The last resort for errors that the container reports itself.
@Controller
class EdgeErrors implements ErrorController {

    private final Problems problems;

    EdgeErrors(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        problems.write(request, response, problem(status));
    }

    private static Problem problem(int status) {
        if (status >= 500) {
            return Problem.internal();
        }
        return status == 404
                ? Problem.notFound()
                : new Problem(status, "invalid-request", "The request is not valid", "The request cannot be read.");
    }
}
