package io.sallyport.ingest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.sallyport.document.Acl;
import io.sallyport.document.Principal;

/// Reads ACLs as they were written.
final class AclCheck {

    private static final int MOST_LINES = 1_000;

    private AclCheck() {}

    /// The ACL of a document that is written, whose allow list names somebody.
    static Acl ofDocument(AclDraft draft, Problems problems) {
        if (draft.allow().isEmpty()) {
            problems.add("/acl/allow", "names at least one principal; without one nobody could read the document");
        }
        return read(draft, "/acl", problems);
    }

    /// An ACL that replaces another; it may name nobody.
    ///
    /// @throws DraftRejected when a line is no principal
    static Acl replacement(AclDraft draft) {
        var problems = new Problems();
        Acl acl = read(draft, "", problems);
        problems.throwIfAny();
        return acl;
    }

    private static Acl read(AclDraft draft, String pointer, Problems problems) {
        return new Acl(
                principals(draft.allow(), pointer + "/allow", problems),
                principals(draft.deny(), pointer + "/deny", problems));
    }

    private static Set<Principal> principals(List<String> lines, String pointer, Problems problems) {
        if (lines.size() > MOST_LINES) {
            problems.add(pointer, "has at most %,d lines, not %,d".formatted(MOST_LINES, lines.size()));
        }
        var principals = new LinkedHashSet<Principal>();
        for (int at = 0; at < lines.size(); at++) {
            String place = pointer + "/" + at;
            Principal.parse(lines.get(at))
                    .filter(principal -> Text.isWellFormed(principal.text()))
                    .ifPresentOrElse(
                            principals::add,
                            () -> problems.add(place,
                                    "is user:…, group:…, role:… or everyone, with a name behind the colon"));
        }
        return principals;
    }
}
