package io.sallyport.policy;

import java.util.Optional;
import java.util.stream.Stream;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableExpr;

/// Questions to CEL's syntax trees.
final class SyntaxTrees {

    private SyntaxTrees() {}

    /// The expression and every part of it.
    static Stream<CelExpr> parts(CelExpr expression) {
        return CelNavigableExpr.fromExpr(expression).allNodes().map(CelNavigableExpr::expr);
    }

    /// Whether the expression or a part of it is the variable.
    static boolean reads(CelExpr expression, String variable) {
        return parts(expression).anyMatch(part -> isVariable(part, variable));
    }

    static boolean isVariable(CelExpr expression, String variable) {
        return expression.getKind() == Kind.IDENT && expression.ident().name().equals(variable);
    }

    /// The names of all element variables of macros such as `exists`.
    static Stream<String> elementVariables(CelAbstractSyntaxTree tree) {
        return parts(tree.getExpr()).filter(part -> part.getKind() == Kind.COMPREHENSION)
                .flatMap(part -> Stream.of(part.comprehension().iterVar(), part.comprehension().iterVar2()));
    }

    /// Where the part stands in its source: line from 1, column from 0.
    static CelSourceLocation place(CelAbstractSyntaxTree tree, long expression) {
        return Optional.ofNullable(tree.getSource().getPositionsMap().get(expression))
                .flatMap(tree.getSource()::getOffsetLocation)
                .orElse(CelSourceLocation.of(1, 0));
    }
}
