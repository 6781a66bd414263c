package io.sallyport.policy;

import java.util.List;

/// How the tests of a rule make up its truth, with errors as CEL has them: `error || true` is true, `error && false` is
/// false, whatever the order.
sealed interface Formula {

    /// The truth, given the outcome of each test by its number.
    Outcome outcome(Outcome[] tests);

    /// One test.
    record Test(int number) implements Formula {

        @Override
        public Outcome outcome(Outcome[] tests) {
            return tests[number];
        }
    }

    /// The negation.
    record Not(Formula part) implements Formula {

        @Override
        public Outcome outcome(Outcome[] tests) {
            return switch (part.outcome(tests)) {
                case TRUE -> Outcome.FALSE;
                case FALSE -> Outcome.TRUE;
                case ERROR -> Outcome.ERROR;
            };
        }
    }

    /// A conjunction, decided by one that is false, or a disjunction, decided by one that is true.
    record Junction(Outcome decisive, List<Formula> parts) implements Formula {

        @Override
        public Outcome outcome(Outcome[] tests) {
            boolean erred = false;
            for (var part : parts) {
                var outcome = part.outcome(tests);
                if (outcome == decisive) {
                    return decisive;
                }
                erred |= outcome == Outcome.ERROR;
            }
            return erred ? Outcome.ERROR : decisive == Outcome.TRUE ? Outcome.FALSE : Outcome.TRUE;
        }
    }

    /// `condition ? then : otherwise`.
    record Choice(Formula condition, Formula then, Formula otherwise) implements Formula {

        @Override
        public Outcome outcome(Outcome[] tests) {
            return switch (condition.outcome(tests)) {
                case TRUE -> then.outcome(tests);
                case FALSE -> otherwise.outcome(tests);
                case ERROR -> Outcome.ERROR;
            };
        }
    }
}
