package io.sallyport.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;

import io.sallyport.document.AccessFilter.Relation;
import io.sallyport.document.Field;
import io.sallyport.document.FieldType;
import io.sallyport.document.FilterSize;
import io.sallyport.document.Schema;

/// Translates one document rule into a [Condition]. A part that does not read `document` becomes a parameter; the rest
/// must be within the subset that a filter expresses exactly, else [NotPushable].
///
/// Longer than most files because the subset is read best in one place: each method is one of its productions.
final class Translator {

    private static final long MOST_CLAUSES = 1_000;
    /// What a filter may have, less its own conjunction and the disjunction of its rules.
    private static final int DEEPEST = FilterSize.DEEPEST - 2;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final RuleLanguage language;
    private final Schema schema;
    private final CelAbstractSyntaxTree tree;
    private final Map<String, Object> constants;
    private final Set<String> varying;

    private Translator(RuleLanguage language, Schema schema, CelAbstractSyntaxTree tree) {
        this.language = language;
        this.schema = schema;
        this.tree = tree;
        this.constants = Map.of(RuleLanguage.LEVEL, Vocabulary.levels(schema));
        this.varying = Stream.concat(
                Stream.of(RuleLanguage.SUBJECT, RuleLanguage.REQUEST, RuleLanguage.MODEL),
                SyntaxTrees.elementVariables(tree)).collect(Collectors.toUnmodifiableSet());
    }

    static Condition translate(RuleLanguage language, Schema schema, CelAbstractSyntaxTree tree) throws NotPushable {
        var condition = new Translator(language, schema, tree).condition(tree.getExpr());
        if (condition.clauses() > MOST_CLAUSES) {
            throw new NotPushable(
                    tree.getExpr().id(),
                    "it needs more than %,d clauses".formatted(MOST_CLAUSES),
                    "split the rule, or nest fewer conditional expressions");
        }
        if (condition.depth() > DEEPEST) {
            throw new NotPushable(
                    tree.getExpr().id(),
                    "its parts are nested deeper than %d".formatted(DEEPEST),
                    "split the rule, or nest fewer expressions");
        }
        return condition;
    }

    private Condition condition(CelExpr expression) throws NotPushable {
        return Condition.folded(translated(expression));
    }

    private Condition translated(CelExpr expression) throws NotPushable {
        if (!readsDocument(expression)) {
            return filledNowIfConstant(expression, new Condition.Known(plan(expression)));
        }
        return switch (expression.getKind()) {
            case SELECT -> selection(expression);
            case CALL -> call(expression);
            case COMPREHENSION -> quantifier(expression);
            default -> throw Refusals.of(tree, expression);
        };
    }

    private Condition selection(CelExpr expression) throws NotPushable {
        var select = expression.select();
        var field = SyntaxTrees.isVariable(select.operand(), RuleLanguage.DOCUMENT)
                ? schema.field(select.field())
                : Optional.<Field>empty();
        if (field.isEmpty()) {
            throw Refusals.of(tree, expression);
        }
        if (!select.testOnly()) {
            return leaf(expression, field.get(), test -> test.equal(true));
        }
        if (field.get().type() == FieldType.STRING_LIST) {
            throw Refusals.presenceOfList(expression);
        }
        return leaf(expression, field.get(), FieldTest::exists);
    }

    private Condition call(CelExpr expression) throws NotPushable {
        var arguments = expression.call().args();
        return switch (expression.call().function()) {
            case "!_" -> new Condition.Negation(condition(arguments.getFirst()));
            case "_&&_" -> new Condition.Junction(true, conditions(arguments));
            case "_||_" -> new Condition.Junction(false, conditions(arguments));
            case "_?_:_" -> choice(arguments);
            case "_==_" -> equality(expression, arguments);
            case "_!=_" -> new Condition.Negation(equality(expression, arguments));
            case "_<_" -> ordering(expression, arguments, Relation.LESS);
            case "_<=_" -> ordering(expression, arguments, Relation.LESS_OR_EQUAL);
            case "_>_" -> ordering(expression, arguments, Relation.GREATER);
            case "_>=_" -> ordering(expression, arguments, Relation.GREATER_OR_EQUAL);
            case "@in" -> membership(expression, arguments.getFirst(), arguments.getLast());
            case "startsWith" -> prefix(expression);
            case "sets.intersects" -> intersection(expression, arguments);
            case "sets.contains" -> containment(expression, arguments.getFirst(), arguments.getLast());
            default -> throw Refusals.of(tree, expression);
        };
    }

    private List<Condition> conditions(List<CelExpr> expressions) throws NotPushable {
        var conditions = new ArrayList<Condition>();
        for (var expression : expressions) {
            conditions.add(condition(expression));
        }
        return conditions;
    }

    private Condition choice(List<CelExpr> parts) throws NotPushable {
        return new Condition.Choice(condition(parts.get(0)), condition(parts.get(1)), condition(parts.get(2)));
    }

    private Condition equality(CelExpr expression, List<CelExpr> sides) throws NotPushable {
        var comparison = comparison(expression, sides);
        var type = comparison.field.type();
        if (type == FieldType.DOUBLE || type == FieldType.STRING_LIST) {
            throw Refusals.equality(expression, type);
        }
        var value = parameter(comparison.other, CelTypes.of(type));
        return leaf(
                expression,
                comparison.field,
                (test, variables) -> value.value(variables, type).map(test::equal).orElse(Polar.ERROR));
    }

    private Condition ordering(CelExpr expression, List<CelExpr> sides, Relation written) throws NotPushable {
        var comparison = comparison(expression, sides);
        var type = comparison.field.type();
        if (!type.isOrdered()) {
            throw Refusals.ordering(expression, type);
        }
        var relation = comparison.mirrored ? written.mirrored() : written;
        var bound = isNumber(type) && isNumber(comparison.other)
                ? new Parameter(plan(comparison.other))
                : parameter(comparison.other, CelTypes.of(type));
        return leaf(
                expression,
                comparison.field,
                (test, variables) -> bound.bound(variables)
                        .map(value -> test.compare(relation, value))
                        .orElse(Polar.ERROR));
    }

    private Condition membership(CelExpr expression, CelExpr element, CelExpr list) throws NotPushable {
        var field = field(element);
        if (field.isEmpty()) {
            return contained(expression, element, list);
        }
        var type = field.get().type();
        if (readsDocument(list)) {
            throw Refusals.twoFields(expression);
        }
        if (type != FieldType.STRING && type != FieldType.INT && type != FieldType.LEVEL) {
            throw Refusals.membership(expression, type);
        }
        var values = parameter(list, ListType.create(CelTypes.of(type)));
        return leaf(
                expression,
                field.get(),
                (test, variables) -> values.values(variables, type).map(test::among).orElse(Polar.ERROR));
    }

    private Condition contained(CelExpr expression, CelExpr element, CelExpr list) throws NotPushable {
        if (readsDocument(element)) {
            throw Refusals.of(tree, element);
        }
        var field = list(list, expression);
        var value = parameter(element, CelTypes.of(FieldType.STRING));
        return leaf(
                expression,
                field,
                (test, variables) -> value.value(variables, FieldType.STRING)
                        .map(text -> test.intersects(List.of(text)))
                        .orElse(Polar.ERROR));
    }

    private Condition prefix(CelExpr expression) throws NotPushable {
        var target = expression.call().target().orElse(expression);
        var field = field(target);
        if (field.isEmpty()) {
            throw Refusals.of(tree, target);
        }
        var start = expression.call().args().getFirst();
        if (readsDocument(start)) {
            throw Refusals.twoFields(expression);
        }
        var prefix = parameter(start, CelTypes.of(FieldType.STRING));
        return leaf(
                expression,
                field.get(),
                (test, variables) -> prefix.value(variables, FieldType.STRING)
                        .map(text -> test.startsWith((String) text))
                        .orElse(Polar.ERROR));
    }

    private Condition intersection(CelExpr expression, List<CelExpr> lists) throws NotPushable {
        boolean first = readsDocument(lists.getFirst());
        if (first && readsDocument(lists.getLast())) {
            throw Refusals.twoFields(expression);
        }
        var field = list(first ? lists.getFirst() : lists.getLast(), expression);
        var values = texts(first ? lists.getLast() : lists.getFirst());
        return leaf(
                expression,
                field,
                (test, variables) -> values.values(variables, FieldType.STRING)
                        .map(test::intersects)
                        .orElse(Polar.ERROR));
    }

    private Condition containment(CelExpr expression, CelExpr whole, CelExpr part) throws NotPushable {
        if (readsDocument(whole)) {
            throw readsDocument(part) ? Refusals.twoFields(expression) : Refusals.containmentInDocument(expression);
        }
        var field = list(part, expression);
        var values = texts(whole);
        return leaf(
                expression,
                field,
                (test, variables) -> values.values(variables, FieldType.STRING)
                        .map(test::subsetOf)
                        .orElse(Polar.ERROR));
    }

    private Condition quantifier(CelExpr expression) throws NotPushable {
        var macro = Optional.ofNullable(tree.getSource().getMacroCalls().get(expression.id()))
                .map(call -> call.call().function())
                .orElse("");
        if (!macro.equals("exists") && !macro.equals("all")) {
            throw Refusals.macro(expression, macro);
        }
        var comprehension = expression.comprehension();
        var body = comprehension.loopStep().call().args().get(1);
        if (!readsDocument(comprehension.iterRange())) {
            return unrolled(macro.equals("all"), comprehension, body);
        }
        var field = list(comprehension.iterRange(), expression);
        return macro.equals("all")
                ? everyElement(expression, field, comprehension, body)
                : someElement(expression, field, comprehension, body);
    }

    private Condition unrolled(boolean all, CelComprehension comprehension, CelExpr body) throws NotPushable {
        if (!(type(comprehension.iterRange()) instanceof ListType)) {
            throw Refusals.of(tree, comprehension.iterRange());
        }
        var list = new Parameter(plan(comprehension.iterRange()));
        return new Condition.Unrolled(all, list, comprehension.iterVar(), condition(body));
    }

    private Condition everyElement(CelExpr expression, Field field, CelComprehension comprehension, CelExpr body)
            throws NotPushable {
        String element = comprehension.iterVar();
        if (!isCall(body, "@in") || !SyntaxTrees.isVariable(body.call().args().getFirst(), element)) {
            throw Refusals.all(body);
        }
        var values = texts(ofElements(body.call().args().getLast(), element));
        return leaf(
                expression,
                field,
                (test, variables) -> values.values(variables, FieldType.STRING)
                        .map(test::subsetOf)
                        .orElseGet(test::subsetOfError));
    }

    private Condition someElement(CelExpr expression, Field field, CelComprehension comprehension, CelExpr body)
            throws NotPushable {
        var tests = new ArrayList<ElementTest>();
        elementTests(body, comprehension.iterVar(), tests);
        return leaf(expression, field, (test, variables) -> test.anyElement(tests, variables));
    }

    private void elementTests(CelExpr body, String element, List<ElementTest> tests) throws NotPushable {
        if (isCall(body, "_||_")) {
            for (var arm : body.call().args()) {
                elementTests(arm, element, tests);
            }
        } else {
            tests.add(elementTest(body, element));
        }
    }

    private ElementTest elementTest(CelExpr body, String element) throws NotPushable {
        if (isCall(body, "_==_")) {
            var sides = body.call().args();
            boolean first = SyntaxTrees.isVariable(sides.getFirst(), element);
            if (first || SyntaxTrees.isVariable(sides.getLast(), element)) {
                var other = ofElements(first ? sides.getLast() : sides.getFirst(), element);
                return new ElementTest.Equal(parameter(other, CelTypes.of(FieldType.STRING)));
            }
        }
        if (isCall(body, "@in") && SyntaxTrees.isVariable(body.call().args().getFirst(), element)) {
            return new ElementTest.Among(texts(ofElements(body.call().args().getLast(), element)));
        }
        if (isCall(body, "startsWith")
                && body.call().target().filter(target -> SyntaxTrees.isVariable(target, element)).isPresent()) {
            var prefix = ofElements(body.call().args().getFirst(), element);
            return new ElementTest.StartsWith(parameter(prefix, CelTypes.of(FieldType.STRING)));
        }
        throw Refusals.exists(body);
    }

    /// A part of an element body that depends neither on the element nor on the document.
    private CelExpr ofElements(CelExpr part, String element) throws NotPushable {
        if (SyntaxTrees.reads(part, element) || readsDocument(part)) {
            throw Refusals.exists(part);
        }
        return part;
    }

    private record Comparison(Field field, CelExpr other, boolean mirrored) {}

    private Comparison comparison(CelExpr expression, List<CelExpr> sides) throws NotPushable {
        boolean mirrored = !readsDocument(sides.getFirst());
        var side = mirrored ? sides.getLast() : sides.getFirst();
        var other = mirrored ? sides.getFirst() : sides.getLast();
        if (readsDocument(other)) {
            throw Refusals.twoFields(expression);
        }
        var field = field(side);
        if (field.isEmpty()) {
            throw Refusals.of(tree, side);
        }
        return new Comparison(field.get(), other, mirrored);
    }

    private Optional<Field> field(CelExpr expression) {
        return expression.getKind() == Kind.SELECT
                && !expression.select().testOnly()
                && SyntaxTrees.isVariable(expression.select().operand(), RuleLanguage.DOCUMENT)
                        ? schema.field(expression.select().field())
                        : Optional.empty();
    }

    private Field list(CelExpr expression, CelExpr whole) throws NotPushable {
        var field = field(expression);
        if (field.isEmpty() || field.get().type() != FieldType.STRING_LIST) {
            throw Refusals.of(tree, readsDocument(expression) ? expression : whole);
        }
        return field.get();
    }

    private Parameter texts(CelExpr expression) throws NotPushable {
        return parameter(expression, ListType.create(CelTypes.of(FieldType.STRING)));
    }

    /// A parameter of exactly that static type. `dyn` and mixed lists would pass CEL's own check and then match by
    /// the text of a value of another type.
    private Parameter parameter(CelExpr expression, CelType expected) throws NotPushable {
        if (!type(expression).equals(expected)) {
            throw Refusals.type(expression, type(expression), expected);
        }
        for (var part : SyntaxTrees.parts(expression).toList()) {
            if (isCall(part, "timestamp") && isFinerThanMillis(part)) {
                throw Refusals.fineTimestamp(part);
            }
        }
        return new Parameter(plan(expression));
    }

    private boolean isFinerThanMillis(CelExpr literal) {
        return plan(literal).value(Map.of())
                .filter(value -> value instanceof Instant instant && instant.getNano() % NANOS_PER_MILLI != 0)
                .isPresent();
    }

    private CelType type(CelExpr expression) {
        return tree.getTypeOrThrow(expression.id());
    }

    private boolean isNumber(CelExpr expression) {
        return type(expression).equals(CelTypes.of(FieldType.INT))
                || type(expression).equals(CelTypes.of(FieldType.DOUBLE));
    }

    private static boolean isNumber(FieldType type) {
        return type == FieldType.LEVEL || type == FieldType.INT || type == FieldType.DOUBLE;
    }

    private static boolean isCall(CelExpr expression, String function) {
        return expression.getKind() == Kind.CALL && expression.call().function().equals(function);
    }

    private static boolean readsDocument(CelExpr expression) {
        return SyntaxTrees.reads(expression, RuleLanguage.DOCUMENT);
    }

    private Expression plan(CelExpr part) {
        return language.plan(tree, part);
    }

    @FunctionalInterface
    private interface Test {
        Polar of(FieldTest test, Map<String, Object> variables);
    }

    private Condition leaf(CelExpr expression, Field field, Test test) {
        var tested = new FieldTest(field, schema.levels().size());
        return filledNowIfConstant(expression, new Condition.Leaf(variables -> test.of(tested, variables)));
    }

    private Condition filledNowIfConstant(CelExpr expression, Condition condition) {
        return isConstant(expression) ? Condition.constant(condition, constants) : condition;
    }

    private Condition leaf(CelExpr expression, Field field, Function<FieldTest, Polar> test) {
        return leaf(expression, field, (tested, variables) -> test.apply(tested));
    }

    private boolean isConstant(CelExpr expression) {
        return SyntaxTrees.parts(expression)
                .noneMatch(part -> part.getKind() == Kind.IDENT && varying.contains(part.ident().name()));
    }
}
