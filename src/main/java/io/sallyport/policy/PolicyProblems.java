package io.sallyport.policy;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;

/// A policy folder does not load. The message lists every problem, one a line, sorted by place.
public final class PolicyProblems extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    PolicyProblems(Collection<Problem> problems) {
        this(problems.stream().distinct().sorted().toList());
    }

    private PolicyProblems(List<Problem> sorted) {
        super(sorted.stream().map(Problem::toString).collect(joining("\n")));
        this.problems = sorted;
    }

    /// All problems, sorted by file, line and column; at least one.
    public List<Problem> problems() {
        return problems;
    }
}
