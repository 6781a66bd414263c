package io.sallyport.redaction;

import java.util.function.Predicate;

/// Restores pseudonyms in one text that arrives in pieces. Holds back while the end could become a pseudonym of the
/// scope, so at most the length of one. For one thread at a time.
public final class RestorationStream {

    private final Pseudonyms scope;
    private final Predicate<EntityType> restorable;
    private final StringBuilder held = new StringBuilder();

    RestorationStream(Pseudonyms scope, Predicate<EntityType> restorable) {
        this.scope = scope;
        this.restorable = restorable;
    }

    /// Takes the next piece. Returns what may be shown now, maybe nothing.
    public String feed(CharSequence piece) {
        String text = piece.toString();
        int opening = held.isEmpty() ? text.indexOf('[') : 0;
        if (opening < 0) {
            return text;
        }
        var out = new StringBuilder().append(text, 0, opening);
        for (int i = opening; i < text.length(); i++) {
            next(text.charAt(i), out);
        }
        return out.toString();
    }

    /// The rest, after the last piece.
    public String finish() {
        String rest = held.toString();
        held.setLength(0);
        return rest;
    }

    private void next(char c, StringBuilder out) {
        if (held.isEmpty() && c != '[') {
            out.append(c);
            return;
        }
        held.append(c);
        if (c == ']') {
            out.append(scope.valueOr(held.toString(), restorable));
            held.setLength(0);
        } else if (!scope.anyBeginsWith(held.toString())) {
            release(c, out);
        }
    }

    /// What is held is no pseudonym, but a bracket that just came may open one.
    private void release(char c, StringBuilder out) {
        boolean opens = c == '[' && scope.anyBeginsWith("[");
        out.append(held, 0, opens ? held.length() - 1 : held.length());
        held.setLength(0);
        if (opens) {
            held.append(c);
        }
    }
}
