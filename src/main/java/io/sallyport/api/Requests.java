package io.sallyport.api;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;

import io.sallyport.gateway.Asker;
import io.sallyport.gateway.Terms;
import io.sallyport.identity.Subject;
import io.sallyport.web.RequestIds;
import io.sallyport.web.SubjectAuthentication;

/// Reads what every request carries: its subject, its bounded body, its terms.
public final class Requests {

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int MOST_COLLECTIONS = 64;
    private static final int LONGEST_JUSTIFICATION = 2_000;
    private static final String PURPOSE = "X-Sallyport-Purpose";
    private static final String JSON = "application/json";

    private Requests() {}

    /// The subject that the security filter chain authenticated.
    public static Subject subject(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof SubjectAuthentication authentication) {
            return authentication.getPrincipal();
        }
        throw new IllegalStateException("a handler was reached without authentication");
    }

    /// Who asks through this request.
    public static Asker asker(HttpServletRequest request) {
        var trace = Optional.ofNullable(request.getHeader("traceparent"))
                .filter(value -> TRACEPARENT.matcher(value).matches());
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        String route = request.getMethod() + " " + (pattern == null ? request.getRequestURI() : pattern);
        return new Asker(subject(request), RequestIds.of(request), trace, route, request.getRemoteAddr());
    }

    /// Refuses a body that says it is neither JSON nor of one of `others`. One that does not say is taken for JSON.
    public static void checkType(HttpServletRequest request, String... others) {
        String given = Optional.ofNullable(request.getContentType()).orElse(JSON).toLowerCase(Locale.ROOT);
        String type = given.split(";", 2)[0].strip();
        if (!type.equals(JSON) && !List.of(others).contains(type)) {
            throw Malformed.mediaType(others.length == 0 ? JSON : others[0]);
        }
    }

    /// The JSON body, at most `limit` bytes.
    ///
    /// @throws Malformed when it is larger or of another type
    public static byte[] body(HttpServletRequest request, long limit) throws IOException {
        checkType(request);
        if (request.getContentLengthLong() > limit) {
            throw Malformed.tooLarge(limit);
        }
        byte[] body = request.getInputStream().readNBytes((int) limit + 1);
        if (body.length > limit) {
            throw Malformed.tooLarge(limit);
        }
        return body;
    }

    /// The purpose of the header.
    public static Optional<String> statedPurpose(HttpServletRequest request) {
        var purpose = Optional.ofNullable(request.getHeader(PURPOSE));
        purpose.ifPresent(value -> Fields.checkName(PURPOSE, value));
        return purpose;
    }

    /// Purpose, break-glass and collections: headers first, then the given object of the body.
    public static Terms terms(HttpServletRequest request, Fields body) {
        var purpose = statedPurpose(request).or(() -> body.name("purpose"));
        var justification = Optional.ofNullable(request.getHeader("X-Sallyport-Break-Glass"))
                .or(() -> body.object("break_glass").only("justification").text("justification",
                        LONGEST_JUSTIFICATION));
        if (body.node("break_glass").isPresent() && justification.isEmpty()) {
            throw Malformed.field(body.path("break_glass.justification"), "must say why");
        }
        var collections = body.texts("collections", MOST_COLLECTIONS, 128);
        if (collections.isPresent() && collections.get().isEmpty()) {
            throw Malformed.field(body.path("collections"), "must name a collection, or be left out for all");
        }
        collections.ifPresent(names -> names.forEach(name -> Fields.checkName(body.path("collections"), name)));
        return new Terms(purpose, justification, collections.map(Set::copyOf).orElse(Set.of()));
    }
}
