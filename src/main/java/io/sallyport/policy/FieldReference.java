package io.sallyport.policy;

/// A field as rules write it, such as `subject.roles`.
record FieldReference(String variable, String name) implements Comparable<FieldReference> {

    @Override
    public int compareTo(FieldReference other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return variable + "." + name;
    }
}
