package io.sallyport.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.parser.CelUnparser;
import dev.cel.parser.CelUnparserFactory;

/// Simpler conditions that an expression is made of, for finding the smallest one that still shows a defect.
final class SmallerExpressions {

    private static final CelOptions OPTIONS = CelOptions.current().populateMacroCalls(true).build();

    private final CelUnparser unparser = CelUnparserFactory.newUnparser();
    private final CelAbstractSyntaxTree tree;

    private SmallerExpressions(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    /// Each a text shorter than the expression; not all of them need to compile.
    static Stream<String> of(String expression) {
        var parser = CelParserFactory.standardCelParserBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .build();
        try {
            var tree = parser.parse(expression).getAst();
            return new SmallerExpressions(tree).smaller(tree.getExpr())
                    .filter(smaller -> smaller.length() < expression.length());
        } catch (CelValidationException impossible) {
            throw new IllegalArgumentException("a rule that compiled does not parse", impossible);
        }
    }

    private Stream<String> smaller(CelExpr expression) {
        var parts = parts(expression);
        var whole = Stream.concat(Stream.of("true", "false"), parts.stream().map(this::text));
        return Stream.concat(
                whole,
                IntStream.range(0, parts.size()).boxed()
                        .flatMap(at -> smaller(parts.get(at)).map(part -> with(expression, at, part))));
    }

    private static List<CelExpr> parts(CelExpr expression) {
        return expression.getKind() == Kind.CALL
                && List.of("!_", "_&&_", "_||_", "_?_:_").contains(expression.call().function())
                        ? expression.call().args()
                        : List.of();
    }

    private String with(CelExpr expression, int at, String part) {
        var texts = new ArrayList<>(parts(expression).stream().map(this::text).toList());
        texts.set(at, part);
        return switch (expression.call().function()) {
            case "!_" -> "!(" + texts.getFirst() + ")";
            case "_&&_" -> "(" + String.join(" && ", texts) + ")";
            case "_||_" -> "(" + String.join(" || ", texts) + ")";
            default -> "(%s ? %s : %s)".formatted(texts.toArray());
        };
    }

    private String text(CelExpr expression) {
        return unparser.unparse(CelAbstractSyntaxTree.newParsedAst(expression, tree.getSource()));
    }
}
