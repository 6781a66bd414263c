package io.sallyport.policy;

import java.util.function.UnaryOperator;

import dev.cel.common.CelSourceLocation;

/// The CEL source of one rule, which reports problems at their place in the file.
///
/// @param text  the source, without the indentation of the literal block
/// @param place the problem at line 0 and column 0 of the source, still without a message: its line is the one of
///              the `|`, its column the first after the indentation
record CelText(String text, Problem place, ProblemLog log) {

    private static final UnaryOperator<String> FIRST_LINE = message -> message.lines().findFirst().orElse(message);

    void problem(CelSourceLocation location, String message) {
        problem(location, message, "");
    }

    /// @param hint follows the brief message
    void problem(CelSourceLocation location, String message, String hint) {
        log.add(
                new Problem(
                        place.file(),
                        place.line() + Math.max(1, location.getLine()),
                        place.column() + Math.max(0, location.getColumn()),
                        place.path(),
                        brief(message) + hint));
    }

    /// CEL lists every candidate and every expected word, over several lines; the first clause says enough.
    private static String brief(String message) {
        return FIRST_LINE.apply(message)
                .replaceFirst(" \\(candidates: .*", "")
                .replaceFirst(" \\(in container .*", "")
                .replaceFirst(" expecting \\{.*", "")
                .replaceFirst("^token recognition error at: '#.*", "a comment starts with //, not with #")
                .replaceFirst("^Regex validation failed. Reason: ", "not a regular expression: ")
                .replaceFirst("^(timestamp|duration) validation failed.*", "not a $1");
    }
}
