package io.sallyport.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a rule does when its expression holds. One deny outweighs every allow.
public enum Effect {
    ALLOW("allow"), DENY("deny");

    private final String word;

    Effect(String word) {
        this.word = word;
    }

    /// As written in a policy file.
    public String word() {
        return word;
    }

    static Optional<Effect> named(String word) {
        return Arrays.stream(values()).filter(effect -> effect.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(effect -> effect.word).toList();
    }
}
