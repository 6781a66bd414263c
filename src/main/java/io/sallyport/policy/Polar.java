package io.sallyport.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.sallyport.document.AccessFilter;

/// The two polarities of a condition. A document on which the condition errs matches neither, so that neither an allow
/// rule nor the negation of a deny rule can take an error for a yes.
///
/// @param whenTrue  the documents on which it is definitely true
/// @param whenFalse the documents on which it is definitely false
record Polar(AccessFilter whenTrue, AccessFilter whenFalse) {

    static final Polar ERROR = new Polar(AccessFilter.NONE, AccessFilter.NONE);
    static final Polar TRUE = new Polar(AccessFilter.ALL, AccessFilter.NONE);
    static final Polar FALSE = TRUE.negated();

    static Polar of(Outcome outcome) {
        return switch (outcome) {
            case TRUE -> TRUE;
            case FALSE -> FALSE;
            case ERROR -> ERROR;
        };
    }

    Polar negated() {
        return new Polar(whenFalse, whenTrue);
    }

    static Polar all(List<Polar> parts) {
        return new Polar(
                AccessFilter.and(each(parts, Polar::whenTrue)),
                AccessFilter.or(each(parts, Polar::whenFalse)));
    }

    static Polar any(List<Polar> parts) {
        return new Polar(
                AccessFilter.or(each(parts, Polar::whenTrue)),
                AccessFilter.and(each(parts, Polar::whenFalse)));
    }

    static Polar choice(Polar condition, Polar then, Polar otherwise) {
        return new Polar(
                AccessFilter.or(
                        AccessFilter.and(condition.whenTrue, then.whenTrue),
                        AccessFilter.and(condition.whenFalse, otherwise.whenTrue)),
                AccessFilter.or(
                        AccessFilter.and(condition.whenTrue, then.whenFalse),
                        AccessFilter.and(condition.whenFalse, otherwise.whenFalse)));
    }

    private static List<AccessFilter> each(List<Polar> parts, Function<Polar, AccessFilter> polarity) {
        var each = new ArrayList<AccessFilter>(parts.size());
        for (var part : parts) {
            each.add(polarity.apply(part));
        }
        return each;
    }
}
