package io.sallyport.policy;

/// A part of a document rule that no search filter can express exactly. The bundle does not load; there is no silent
/// filtering after the search.
final class NotPushable extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;
    private final long expression;

    /// @param expression the id of the part in its syntax tree
    /// @param reason     what cannot be pushed down
    /// @param hint       what to write instead
    NotPushable(long expression, String reason, String hint) {
        this("not translatable to a search filter: " + reason + "; " + hint, expression);
    }

    private NotPushable(String reason, long expression) {
        super(reason);
        this.reason = reason;
        this.expression = expression;
    }

    String reason() {
        return reason;
    }

    long expression() {
        return expression;
    }
}
