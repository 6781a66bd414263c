package io.sallyport.policy;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.cel.common.CelIssue;

import io.sallyport.policy.RuleLanguage.Stage;

/// "Did you mean" for the names that rules use: variables, their fields, levels.
final class FieldHints {

    private static final Pattern UNDEFINED = Pattern.compile("undefined field '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern LAST_WORD = Pattern.compile(".*?(\\w+)\\s*", Pattern.DOTALL);

    private final Map<String, Collection<String>> fields;

    FieldHints(Vocabulary vocabulary) {
        var request = vocabulary.request().stream().map(RequestField::fieldName).toList();
        fields = Map.of(
                RuleLanguage.SUBJECT, vocabulary.subject().stream().map(SubjectField::name).toList(),
                RuleLanguage.DOCUMENT, vocabulary.schema().fields().keySet(),
                RuleLanguage.REQUEST, request,
                RuleLanguage.MODEL, vocabulary.model().keySet(),
                RuleLanguage.LEVEL, vocabulary.schema().levels());
    }

    /// The hint to add to a message, or nothing.
    String of(Stage stage, CelIssue issue, String source) {
        var undefined = UNDEFINED.matcher(issue.getMessage());
        if (undefined.matches()) {
            return Suggestion.of(undefined.group(1), fields(stage).getOrDefault(before(issue, source), List.of()));
        }
        var undeclared = UNDECLARED.matcher(issue.getMessage());
        if (!undeclared.matches()) {
            return "";
        }
        return undeclared.group(1).equals(RuleLanguage.DOCUMENT)
                ? "; only retrieval and model rules read documents"
                : Suggestion.of(undeclared.group(1), fields(stage).keySet());
    }

    /// What rules of that stage may read.
    private Map<String, Collection<String>> fields(Stage stage) {
        return switch (stage) {
            case DOCUMENT -> fields;
            case REQUEST -> withoutDocument();
            case OBLIGATION -> {
                var all = new HashMap<>(withoutDocument());
                Set<String> request = new LinkedHashSet<>(all.getOrDefault(RuleLanguage.REQUEST, List.of()));
                request.add(RequestField.CLASSIFICATION);
                all.put(RuleLanguage.REQUEST, request);
                yield all;
            }
        };
    }

    private Map<String, Collection<String>> withoutDocument() {
        return fields.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(RuleLanguage.DOCUMENT))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The word before the dot at which CEL reports an undefined field.
    private static String before(CelIssue issue, String source) {
        var place = issue.getSourceLocation();
        String line = source.lines().skip(Math.max(0, place.getLine() - 1L)).findFirst().orElse("");
        int end = line.offsetByCodePoints(0, Math.clamp(place.getColumn(), 0, line.codePointCount(0, line.length())));
        var word = LAST_WORD.matcher(line.substring(0, end));
        return word.matches() ? word.group(1) : "";
    }
}
