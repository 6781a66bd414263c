package io.sallyport.ingest;

import java.util.List;

/// A draft that is not written, with everything that is wrong with it.
public final class DraftRejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<DraftProblem> problems;

    public DraftRejected(List<DraftProblem> problems) {
        super("the document is not written: " + problems);
        this.problems = List.copyOf(problems);
    }

    /// At least one.
    public List<DraftProblem> problems() {
        return problems;
    }
}
