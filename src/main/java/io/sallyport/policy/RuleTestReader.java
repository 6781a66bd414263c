package io.sallyport.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;

import io.sallyport.document.FieldType;

/// Reads one test of a rule: which fields and literals it compares, and whether that is all it does.
final class RuleTestReader {

    private static final Set<FieldType> ORDERED = Set.of(
            FieldType.INT, FieldType.DOUBLE, FieldType.TIMESTAMP, FieldType.LEVEL);
    private static final Set<String> SETS = Set.of("sets.intersects", "sets.contains", "sets.equivalent");
    private static final String NO_ELEMENT = "";

    private final CelAbstractSyntaxTree tree;
    private final Vocabulary vocabulary;
    private final Set<FieldReference> reads = new HashSet<>();
    private final Set<Object> literals = new HashSet<>();
    private final Set<String> prefixes = new HashSet<>();

    RuleTestReader(CelAbstractSyntaxTree tree, Vocabulary vocabulary) {
        this.tree = tree;
        this.vocabulary = vocabulary;
    }

    RuleTest read(String text, Expression part, CelExpr test) {
        SyntaxTrees.parts(test).forEach(this::collect);
        boolean understood = !readsWholeVariable(test) && (readsFewValues() || isRelation(test, NO_ELEMENT));
        return new RuleTest(text, part, reads, understood, literals, prefixes);
    }

    private void collect(CelExpr part) {
        reference(part).filter(field -> !field.variable().equals(RuleLanguage.LEVEL)).ifPresent(reads::add);
        term(part, NO_ELEMENT).flatMap(Term::literal).ifPresent(literals::add);
    }

    /// Such as `dyn(subject)`: it could read any field.
    private static boolean readsWholeVariable(CelExpr test) {
        long selected = SyntaxTrees.parts(test).filter(part -> reference(part).isPresent()).count();
        long variables = SyntaxTrees.parts(test)
                .filter(part -> part.getKind() == Kind.IDENT)
                .filter(part -> RuleLanguage.VARIABLES.contains(part.ident().name()))
                .count();
        return selected != variables;
    }

    /// Whatever it does with flags, levels and hours, all of their values can be tried.
    private boolean readsFewValues() {
        return reads.stream().allMatch(field -> Values.areFew(field, vocabulary));
    }

    private boolean isRelation(CelExpr test, String element) {
        return switch (test.getKind()) {
            case SELECT -> test.select().testOnly() && reference(test).isPresent()
                    || isOf(term(test, element), FieldType.BOOL);
            case CALL -> isRelation(test.call().function(), test, element);
            case COMPREHENSION -> element.equals(NO_ELEMENT) && isQuantifier(test);
            default -> false;
        };
    }

    private boolean isRelation(String function, CelExpr test, String element) {
        var arguments = test.call().args();
        return switch (function) {
            case "_==_", "_!=_" -> isComparison(arguments, element, false);
            case "_<_", "_<=_", "_>_", "_>=_" -> isComparison(arguments, element, true);
            case "@in" -> isMembership(arguments.getFirst(), arguments.getLast(), element);
            case "startsWith" -> isPrefix(test, element);
            default -> SETS.contains(function) && arguments.stream().allMatch(this::isSet);
        };
    }

    private boolean isComparison(List<CelExpr> sides, String element, boolean ordered) {
        var left = term(sides.getFirst(), element);
        var right = term(sides.getLast(), element);
        return left.isPresent() && right.isPresent() && left.get().comparesWith(right.get())
                && left.get().type() != FieldType.STRING_LIST
                && (!ordered || ORDERED.contains(left.get().type()));
    }

    private boolean isMembership(CelExpr element, CelExpr list, String variable) {
        var term = term(element, variable);
        return term.isPresent() && (isOf(term, FieldType.STRING) && isSet(list)
                || list.getKind() == Kind.LIST && list.list().elements().stream()
                        .map(each -> term(each, NO_ELEMENT))
                        .allMatch(each -> each.isPresent() && each.get().comparesWith(term.get())
                                && ORDERED.contains(each.get().type())));
    }

    private boolean isPrefix(CelExpr test, String element) {
        var prefix = test.call().args().getFirst();
        boolean literal = prefix.getKind() == Kind.CONSTANT && isOf(term(prefix, NO_ELEMENT), FieldType.STRING);
        if (literal) {
            prefixes.add(prefix.constant().stringValue());
        }
        return literal && test.call().target().filter(target -> isOf(term(target, element), FieldType.STRING))
                .isPresent();
    }

    /// `set.exists(x, …)` and `set.all(x, …)` with relations of `x` only.
    private boolean isQuantifier(CelExpr test) {
        boolean known = Optional.ofNullable(tree.getSource().getMacroCalls().get(test.id()))
                .filter(macro -> Set.of("exists", "all").contains(macro.call().function()))
                .isPresent();
        var loop = test.comprehension();
        return known && loop.iterVar2().isEmpty() && isSet(loop.iterRange())
                && isElementTest(loop.loopStep().call().args().get(1), loop.iterVar());
    }

    private boolean isElementTest(CelExpr body, String element) {
        return body.getKind() == Kind.CALL && Set.of("_&&_", "_||_", "!_").contains(body.call().function())
                ? body.call().args().stream().allMatch(part -> isElementTest(part, element))
                : isRelation(body, element);
    }

    private boolean isSet(CelExpr part) {
        return part.getKind() == Kind.LIST
                ? part.list().elements().stream().allMatch(each -> isOf(term(each, NO_ELEMENT), FieldType.STRING))
                : isOf(term(part, NO_ELEMENT), FieldType.STRING_LIST);
    }

    private static boolean isOf(Optional<Term> term, FieldType type) {
        return term.filter(known -> known.type() == type).isPresent();
    }

    private Optional<Term> term(CelExpr part, String element) {
        return switch (part.getKind()) {
            case CONSTANT -> constant(part);
            case IDENT -> !element.equals(NO_ELEMENT) && part.ident().name().equals(element)
                    ? Optional.of(new Term(FieldType.STRING, Optional.empty()))
                    : Optional.empty();
            case SELECT -> part.select().testOnly() ? Optional.empty() : reference(part).flatMap(this::field);
            case CALL -> timestamp(part);
            default -> Optional.empty();
        };
    }

    private Optional<Term> field(FieldReference reference) {
        return reference.variable().equals(RuleLanguage.LEVEL)
                ? Optional.ofNullable(vocabulary.levels().get(reference.name()))
                        .map(rank -> Term.of(FieldType.INT, rank))
                : Values.type(reference, vocabulary).map(type -> new Term(type, Optional.empty()));
    }

    private static Optional<Term> constant(CelExpr part) {
        return switch (part.constant().getKind()) {
            case STRING_VALUE -> Optional.of(Term.of(FieldType.STRING, part.constant().stringValue()));
            case INT64_VALUE -> Optional.of(Term.of(FieldType.INT, part.constant().int64Value()));
            case DOUBLE_VALUE -> Optional.of(Term.of(FieldType.DOUBLE, part.constant().doubleValue()));
            case BOOLEAN_VALUE -> Optional.of(Term.of(FieldType.BOOL, part.constant().booleanValue()));
            default -> Optional.empty();
        };
    }

    private static Optional<Term> timestamp(CelExpr part) {
        var arguments = part.call().args();
        if (!part.call().function().equals("timestamp") || arguments.size() != 1
                || arguments.getFirst().getKind() != Kind.CONSTANT) {
            return Optional.empty();
        }
        try {
            return constant(arguments.getFirst()).flatMap(Term::literal)
                    .filter(String.class::isInstance)
                    .map(text -> Term.of(FieldType.TIMESTAMP, Instant.parse((String) text)));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<FieldReference> reference(CelExpr part) {
        if (part.getKind() != Kind.SELECT || part.select().operand().getKind() != Kind.IDENT) {
            return Optional.empty();
        }
        var variable = part.select().operand().ident().name();
        return RuleLanguage.VARIABLES.contains(variable)
                ? Optional.of(new FieldReference(variable, part.select().field()))
                : Optional.empty();
    }

    /// A field, an element or a literal.
    private record Term(FieldType type, Optional<Object> literal) {

        static Term of(FieldType type, Object literal) {
            return new Term(type, Optional.of(literal));
        }

        /// A level is compared with levels and with whole numbers written out, else only types that are the same.
        boolean comparesWith(Term other) {
            return type == other.type
                    || type == FieldType.LEVEL && other.isWhole()
                    || isWhole() && other.type == FieldType.LEVEL;
        }

        private boolean isWhole() {
            return type == FieldType.INT && literal.isPresent();
        }
    }
}
