package io.sallyport.document;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Parts of a filter in the order they came, none twice. A few are compared with each other, which is cheaper than the
/// hashes of whole trees.
final class Distinct {

    private static final int FEW = 8;

    private final List<AccessFilter> parts = new ArrayList<>();
    private final Set<AccessFilter> many = new LinkedHashSet<>();

    void add(AccessFilter part) {
        if (parts.size() < FEW ? !parts.contains(part) : isNew(part)) {
            parts.add(part);
        }
    }

    private boolean isNew(AccessFilter part) {
        if (many.isEmpty()) {
            many.addAll(parts);
        }
        return many.add(part);
    }

    boolean contains(AccessFilter part) {
        return parts.contains(part);
    }

    int size() {
        return parts.size();
    }

    AccessFilter getFirst() {
        return parts.getFirst();
    }

    List<AccessFilter> parts() {
        return parts;
    }
}
