package io.sallyport.identity;

/// The level up to which a subject is trusted, by the level's name in the policy vocabulary.
public record Clearance(String value) {

    public Clearance {
        Name.check("clearance", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
