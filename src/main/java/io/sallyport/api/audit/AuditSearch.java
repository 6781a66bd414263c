package io.sallyport.api.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;

import io.sallyport.audit.AuditLog;
import io.sallyport.audit.EntryFilter;
import io.sallyport.audit.EntryOrder;
import io.sallyport.audit.SubjectReference;
import io.sallyport.web.Problem;
import io.sallyport.web.ProblemException;

/// What an officer asks of the log, from the query of a URL.
///
/// @param purpose     why; mandatory
/// @param description the search as it is recorded
record AuditSearch(
        String purpose, EntryFilter filter, EntryOrder order, OptionalLong after, int limit, String description) {

    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "purpose", "kind", "subject", "reference", "client", "request", "document", "model", "from", "to", "order",
            "after",
            "limit"));
    private static final int USUAL_PAGE = 100;
    private static final int LONGEST = 512;

    /// @param references the reference of a subject, from its id
    static AuditSearch of(HttpServletRequest request, Function<String, SubjectReference> references) {
        for (String name : request.getParameterMap().keySet()) {
            if (!KNOWN.contains(name) || request.getParameterValues(name).length != 1) {
                throw invalid("query", "Expected each at most once of: " + String.join(", ", KNOWN) + ".");
            }
        }
        String purpose = Optional.ofNullable(request.getHeader("X-Sallyport-Purpose"))
                .or(() -> text(request, "purpose"))
                .filter(value -> !value.isBlank() && value.length() <= LONGEST)
                .orElseThrow(() -> invalid("purpose",
                        "Reading the log needs a purpose: header X-Sallyport-Purpose or purpose=…."));
        var filter = new EntryFilter(
                Optional.empty(),
                text(request, "kind"),
                subject(request, references).map(SubjectReference::value),
                text(request, "client"),
                text(request, "request"),
                text(request, "document"),
                text(request, "model"),
                time(request, "from"),
                time(request, "to"));
        return new AuditSearch(purpose, filter, order(request), after(request), limit(request), description(request));
    }

    static Optional<Long> position(String text) {
        try {
            return Optional.of(Long.parseLong(text)).filter(position -> position >= 0);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /// The reference asked for, or that of the id asked for.
    private static Optional<SubjectReference> subject(
            HttpServletRequest request, Function<String, SubjectReference> references) {
        var id = text(request, "subject");
        var reference = text(request, "reference");
        if (id.isPresent() && reference.isPresent()) {
            throw invalid("reference", "Expected either subject or reference.");
        }
        return id.map(references).or(() -> reference.map(text -> SubjectReference.parse(text)
                .orElseThrow(() -> invalid("reference", "Expected a reference as entries have it."))));
    }

    private static EntryOrder order(HttpServletRequest request) {
        return switch (text(request, "order").orElse("newest")) {
            case "newest" -> EntryOrder.NEWEST_FIRST;
            case "oldest" -> EntryOrder.OLDEST_FIRST;
            default -> throw invalid("order", "Expected newest or oldest.");
        };
    }

    private static OptionalLong after(HttpServletRequest request) {
        var given = text(request, "after");
        if (given.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(position(given.get()).orElseThrow(() -> invalid("after", "Expected a position.")));
    }

    private static int limit(HttpServletRequest request) {
        var limit = text(request, "limit").map(text -> position(text).orElse(-1L)).orElse((long) USUAL_PAGE);
        if (limit < 1 || limit > AuditLog.PAGE) {
            throw invalid("limit", "Expected 1 to %d.".formatted(AuditLog.PAGE));
        }
        return limit.intValue();
    }

    private static Optional<Instant> time(HttpServletRequest request, String name) {
        try {
            return text(request, name).map(Instant::parse);
        } catch (DateTimeParseException wrong) {
            throw invalid(name, "Expected a time such as 2026-11-22T08:00:00Z.");
        }
    }

    private static Optional<String> text(HttpServletRequest request, String name) {
        var value = Optional.ofNullable(request.getParameter(name)).filter(text -> !text.isEmpty());
        if (value.filter(text -> text.length() > LONGEST).isPresent()) {
            throw invalid(name, "Expected at most %d characters.".formatted(LONGEST));
        }
        return value;
    }

    private static String description(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .filter(each -> !each.getKey().equals("purpose"))
                .map(each -> each.getKey() + "=" + Arrays.toString(each.getValue()))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static ProblemException invalid(String param, String expected) {
        return new ProblemException(Problem.invalid(param, expected));
    }
}
