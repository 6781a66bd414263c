package io.sallyport.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelUnparserFactory;

/// Takes a rule apart into the tests that its author would name, and evaluates each by itself. CEL stops at the first
/// part that decides, and in an error does not say which part erred; whoever asks why wants to see all of them.
final class Leaves {

    private static final Set<String> PLUMBING = Set.of("_&&_", "_||_", "!_", "_?_:_");
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_LIST = 50;

    private final Expression rule;
    private final Map<String, Object> variables;

    private Leaves(Expression rule, Map<String, Object> variables) {
        this.rule = rule;
        this.variables = variables;
    }

    /// The leaves in the order they are written, each once.
    static List<ExpressionValue> of(Expression rule, Map<String, Object> variables) {
        var leaves = new Leaves(rule, variables);
        return leaves.values(leaves.tests(rule.tree().getExpr()), true);
    }

    private Stream<CelExpr> tests(CelExpr part) {
        return part.getKind() == Kind.CALL && PLUMBING.contains(part.call().function())
                ? part.call().args().stream().flatMap(this::tests)
                : Stream.of(part);
    }

    private List<ExpressionValue> values(Stream<CelExpr> parts, boolean withReads) {
        var values = new LinkedHashMap<String, ExpressionValue>();
        parts.forEach(part -> values.computeIfAbsent(text(part), text -> value(text, part, withReads)));
        return List.copyOf(values.values());
    }

    private ExpressionValue value(String text, CelExpr part, boolean withReads) {
        return new ExpressionValue(
                text,
                rule.part(part).value(variables).map(Leaves::shown),
                withReads ? values(reads(part), false) : List.of());
    }

    /// The fields a test reads; a field that is a test itself says enough by its own value.
    private static Stream<CelExpr> reads(CelExpr test) {
        return SyntaxTrees.parts(test).filter(part -> part != test).filter(Leaves::isField);
    }

    private static boolean isField(CelExpr part) {
        return part.getKind() == Kind.SELECT
                && !part.select().testOnly()
                && part.select().operand().getKind() == Kind.IDENT
                && RuleLanguage.VARIABLES.contains(part.select().operand().ident().name());
    }

    private String text(CelExpr part) {
        return CelUnparserFactory.newUnparser()
                .unparse(CelAbstractSyntaxTree.newParsedAst(part, rule.tree().getSource()));
    }

    private static Object shown(Object value) {
        return switch (value) {
            case Boolean flag -> flag;
            case Long whole -> whole;
            case Double real when Double.isFinite(real) -> real;
            case String text -> cut(text);
            case Instant instant -> instant.toString();
            case List<?> list -> cut(list);
            default -> cut(value.toString());
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LONGEST_TEXT) - 1)) + "…";
    }

    private static List<Object> cut(List<?> list) {
        var shown = new ArrayList<Object>();
        list.stream().limit(LONGEST_LIST).map(Leaves::shown).forEach(shown::add);
        if (list.size() > LONGEST_LIST) {
            shown.add("… and %,d more".formatted(list.size() - LONGEST_LIST));
        }
        return shown;
    }
}
