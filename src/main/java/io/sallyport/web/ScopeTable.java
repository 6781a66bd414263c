package io.sallyport.web;

import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// Which scope a path needs. A path that is not in the table is not served.
final class ScopeTable {

    record Row(RequestMatcher requests, Scope scope) {}

    private static final List<Row> ROWS = List.of(
            row(HttpMethod.POST, "/v1/chat/completions", Scope.ASK),
            row(HttpMethod.GET, "/v1/models", Scope.ASK),
            row(HttpMethod.GET, "/v1/models/{model}", Scope.ASK),
            row(HttpMethod.POST, "/v1/retrieve", Scope.RETRIEVE),
            row("/v1/collections/**", Scope.DOCUMENTS_WRITE),
            row(HttpMethod.GET, "/v1/audit/**", Scope.AUDIT_READ),
            row(HttpMethod.GET, "/v1/policies/**", Scope.POLICY_READ),
            row(HttpMethod.POST, "/v1/policies:check", Scope.POLICY_READ),
            row(HttpMethod.POST, "/v1/policies:explain", Scope.POLICY_READ),
            row(HttpMethod.POST, "/v1/policies:impact", Scope.POLICY_READ),
            row(HttpMethod.PUT, "/v1/policies/**", Scope.POLICY_WRITE),
            row(HttpMethod.DELETE, "/v1/policies/**", Scope.POLICY_WRITE));

    private ScopeTable() {}

    static List<Row> rows() {
        return ROWS;
    }

    static Optional<Scope> needed(HttpServletRequest request) {
        return ROWS.stream()
                .filter(row -> row.requests().matches(request))
                .map(Row::scope)
                .findFirst();
    }

    private static Row row(HttpMethod method, String path, Scope scope) {
        return new Row(PathPatternRequestMatcher.withDefaults().matcher(method, path), scope);
    }

    private static Row row(String path, Scope scope) {
        return new Row(PathPatternRequestMatcher.withDefaults().matcher(path), scope);
    }
}
