package io.sallyport.redaction;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The pseudonyms of one scope: one request, or one conversation of one subject. One value of one type has one
/// pseudonym, and no two values share one. All texts of a request, passages too, go through the same scope.
///
/// A pseudonym that someone typed before it was issued is never issued, so what was typed never turns into a value.
/// To be sure of that across texts, announce all of them with [#avoid] before redacting the first.
///
/// Holds raw values in memory. Safe for use by several threads.
public final class Pseudonyms {

    /// Most look-alikes that a scope remembers.
    static final int MOST_LOOK_ALIKES = 10_000;

    private final Map<Value, Pseudonym> byValue = new HashMap<>();
    private final NavigableMap<String, Issued> byText = new TreeMap<>();
    private final Map<EntityType, Integer> last = new HashMap<>();
    private final Set<Pseudonym> typed = new HashSet<>();

    private record Value(EntityType type, String normal) {}

    private record Issued(EntityType type, String value) {}

    Pseudonyms() {}

    /// Remembers everything in `text` that is written like a pseudonym and is none yet, so that it never will be.
    ///
    /// @throws RedactionFailed if there are more look-alikes than a scope remembers
    public synchronized void avoid(String text) {
        Placeholders.lookAlikes(text, (type, number) -> {
            var pseudonym = new Pseudonym(type, number);
            if (!byText.containsKey(pseudonym.text()) && typed.add(pseudonym) && typed.size() > MOST_LOOK_ALIKES) {
                throw new RedactionFailed("More than " + MOST_LOOK_ALIKES + " texts look like pseudonyms");
            }
        });
    }

    /// The pseudonym of a value, issued now if it has none.
    ///
    /// @param normal normal form, equal for two spellings of one value
    /// @param value as first written, given back by [#restore]
    synchronized Pseudonym issue(EntityType type, String normal, String value) {
        return byValue.computeIfAbsent(new Value(type, normal), _ -> {
            Pseudonym pseudonym = next(type);
            byText.put(pseudonym.text(), new Issued(type, value));
            return pseudonym;
        });
    }

    private Pseudonym next(EntityType type) {
        int number = last.getOrDefault(type, 0) + 1;
        while (number <= Pseudonym.LAST && typed.contains(new Pseudonym(type, number))) {
            number++;
        }
        if (number > Pseudonym.LAST) {
            throw new RedactionFailed("More than " + Pseudonym.LAST + " pseudonyms of one type in one scope");
        }
        last.put(type, number);
        return new Pseudonym(type, number);
    }

    /// Replaces the pseudonyms of this scope by their values, each once and from left to right: what a value holds is
    /// not looked at again. Unknown and altered pseudonyms stay, and so do types that may not be restored.
    ///
    /// @param restorable which types the reader may see, usually [RedactionPlan#restores]
    public String restore(String text, Predicate<EntityType> restorable) {
        var restoration = restoration(restorable);
        return restoration.feed(text) + restoration.finish();
    }

    /// As [#restore], for a text that arrives in pieces.
    public RestorationStream restoration(Predicate<EntityType> restorable) {
        return new RestorationStream(this, restorable);
    }

    /// The value for exactly this text, or the text itself.
    synchronized String valueOr(String text, Predicate<EntityType> restorable) {
        Issued issued = byText.get(text);
        return issued != null && restorable.test(issued.type()) ? issued.value() : text;
    }

    /// Whether a pseudonym of this scope begins with `start`.
    synchronized boolean anyBeginsWith(String start) {
        String next = byText.ceilingKey(start);
        return next != null && next.startsWith(start);
    }
}
