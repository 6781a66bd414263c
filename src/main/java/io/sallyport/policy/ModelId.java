package io.sallyport.policy;

import java.util.Optional;

/// The name of a model in requests and in a `ModelPolicy`. 1 to 200 characters, none of them a control character.
public record ModelId(String value) implements Comparable<ModelId> {

    /// Stands for passages that go to the caller without a model. Never a name a caller may ask for.
    public static final ModelId CALLER = new ModelId("caller");

    private static final int LONGEST = 200;

    public ModelId {
        Identifiers.check("model", value, LONGEST);
    }

    /// The model a caller asks for, absent when no model can have that name or it is the reserved [#CALLER].
    public static Optional<ModelId> asked(String value) {
        return Identifiers.isOne(value, LONGEST) && !value.equals(CALLER.value)
                ? Optional.of(new ModelId(value))
                : Optional.empty();
    }

    @Override
    public int compareTo(ModelId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
