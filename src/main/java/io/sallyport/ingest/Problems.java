package io.sallyport.ingest;

import java.util.ArrayList;
import java.util.List;

/// What is wrong with one draft, as it is found.
final class Problems {

    private static final int MOST = 100;

    private final List<DraftProblem> found = new ArrayList<>();

    /// Notes a problem; beyond a hundred they are no longer counted.
    void add(String pointer, String message) {
        if (found.size() < MOST) {
            found.add(new DraftProblem(pointer, message));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new DraftRejected(found);
        }
    }

    /// The pointer to a member, escaped as RFC 6901 wants it.
    static String pointer(String parent, String member) {
        return parent + "/" + member.replace("~", "~0").replace("/", "~1");
    }
}
