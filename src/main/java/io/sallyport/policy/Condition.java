package io.sallyport.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An expression over a document, translated at load time; filled with what is known of a request it is a filter.
/// Filling puts values only where a filter holds values: there is nothing to inject into.
sealed interface Condition {

    long COUNTLESS = 1_000_000;

    Polar fill(Bindings known) throws FilterBudget.FilterTooLarge;

    /// The most clauses one polarity can have, with lists to unroll counted as one element. Nested choices multiply;
    /// the number stops at [#COUNTLESS].
    long clauses();

    /// The most parts within each other that one polarity can have.
    int depth();

    /// An expression without `document`.
    record Known(Expression expression) implements Condition {

        @Override
        public Polar fill(Bindings known) {
            return Polar.of(expression.outcome(known.variables()));
        }

        @Override
        public long clauses() {
            return 1;
        }

        @Override
        public int depth() {
            return 1;
        }
    }

    /// The negation.
    record Negation(Condition part) implements Condition {

        @Override
        public Polar fill(Bindings known) throws FilterBudget.FilterTooLarge {
            return part.fill(known).negated();
        }

        @Override
        public long clauses() {
            return part.clauses();
        }

        @Override
        public int depth() {
            return part.depth();
        }
    }

    /// A conjunction, or a disjunction.
    record Junction(boolean all, List<Condition> parts) implements Condition {

        @Override
        public Polar fill(Bindings known) throws FilterBudget.FilterTooLarge {
            var polars = new ArrayList<Polar>();
            for (var part : parts) {
                polars.add(part.fill(known));
            }
            return all ? Polar.all(polars) : Polar.any(polars);
        }

        @Override
        public long clauses() {
            return Math.min(COUNTLESS, parts.stream().mapToLong(Condition::clauses).sum());
        }

        /// A conjunction within a conjunction becomes one, and so do disjunctions.
        @Override
        public int depth() {
            return 1 + parts.stream()
                    .mapToInt(part -> part instanceof Junction(var same, _) && same == all
                            ? part.depth() - 1
                            : part.depth())
                    .max()
                    .orElse(0);
        }
    }

    /// `condition ? then : otherwise`.
    record Choice(Condition condition, Condition then, Condition otherwise) implements Condition {

        @Override
        public Polar fill(Bindings known) throws FilterBudget.FilterTooLarge {
            return Polar.choice(condition.fill(known), then.fill(known), otherwise.fill(known));
        }

        @Override
        public long clauses() {
            return Math.min(COUNTLESS, 2 * condition.clauses() + then.clauses() + otherwise.clauses());
        }

        @Override
        public int depth() {
            return 2 + Math.max(condition.depth(), Math.max(then.depth(), otherwise.depth()));
        }
    }

    /// `list.all(variable, body)` or `list.exists(variable, body)` over a list that does not depend on the document.
    record Unrolled(boolean all, Parameter list, String variable, Condition body) implements Condition {

        @Override
        public Polar fill(Bindings known) throws FilterBudget.FilterTooLarge {
            var elements = list.elements(known.variables());
            if (elements.isEmpty()) {
                return Polar.ERROR;
            }
            var polars = new ArrayList<Polar>();
            for (var element : elements.get()) {
                known.budget().unroll();
                polars.add(body.fill(known.with(variable, element)));
            }
            return all ? Polar.all(polars) : Polar.any(polars);
        }

        @Override
        public long clauses() {
            return body.clauses();
        }

        @Override
        public int depth() {
            return 1 + body.depth();
        }
    }

    /// What comes to the same for every request, filled at load time.
    record Constant(Polar polar, long clauses, int depth) implements Condition {

        @Override
        public Polar fill(Bindings known) {
            return polar;
        }
    }

    /// The condition, filled already when none of its parts depends on the request.
    static Condition folded(Condition condition) {
        boolean isConstant = switch (condition) {
            case Negation(var part) -> part instanceof Constant;
            case Junction(_, var parts) -> parts.stream().allMatch(Constant.class::isInstance);
            case Choice(var choice, var then, var otherwise) ->
                choice instanceof Constant && then instanceof Constant && otherwise instanceof Constant;
            case Constant _,Known _,Leaf _,Unrolled _ -> false;
        };
        return isConstant ? constant(condition, Map.of()) : condition;
    }

    /// The condition, filled with nothing but these variables. It unrolls nothing, so it cannot be too large.
    static Condition constant(Condition condition, Map<String, Object> variables) {
        try {
            var filled = condition.fill(new Bindings(variables, new FilterBudget(0, 0)));
            return new Constant(filled, condition.clauses(), condition.depth());
        } catch (FilterBudget.FilterTooLarge impossible) {
            throw new IllegalStateException("constants are not unrolled", impossible);
        }
    }

    /// A test of one field against parameters.
    record Leaf(Filling filling) implements Condition {

        @Override
        public Polar fill(Bindings known) {
            return filling.fill(known.variables());
        }

        @Override
        public long clauses() {
            return 2;
        }

        /// There is a value, and none of several.
        @Override
        public int depth() {
            return 4;
        }
    }

    /// How a leaf is filled.
    @FunctionalInterface
    interface Filling {

        Polar fill(Map<String, Object> variables);
    }
}
