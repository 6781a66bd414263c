package io.sallyport.policy;

import java.util.ArrayList;
import java.util.List;

/// Collects the problems of one folder, so that a reader of the report can mend them all at once.
final class ProblemLog {

    private final List<Problem> problems = new ArrayList<>();

    void add(Problem problem) {
        problems.add(problem);
    }

    int size() {
        return problems.size();
    }

    /// @throws PolicyProblems when there is any
    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new PolicyProblems(problems);
        }
    }
}
