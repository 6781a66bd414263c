package io.sallyport.policy;

/// The application cannot start because its policies do not load. Without policies it would have to refuse everything.
public final class PoliciesNotLoaded extends RuntimeException {

    private static final long serialVersionUID = 1;

    PoliciesNotLoaded(String directory, PolicyProblems problems) {
        super(
                "The policies in '%s' (property sallyport.policies.directory) do not load:%n%s"
                        .formatted(directory, problems.getMessage()),
                problems);
    }
}
