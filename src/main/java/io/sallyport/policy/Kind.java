package io.sallyport.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The kinds of policy files.
enum Kind {
    VOCABULARY("Vocabulary"), REQUEST("RequestPolicy"), RETRIEVAL("RetrievalPolicy"), MODEL(
            "ModelPolicy"), OBLIGATION("ObligationPolicy"), TEST("PolicyTest");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /// As written in a policy file.
    String word() {
        return word;
    }

    static Optional<Kind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(kind -> kind.word).toList();
    }
}
