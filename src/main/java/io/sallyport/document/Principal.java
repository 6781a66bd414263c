package io.sallyport.document;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import io.sallyport.identity.Subject;

/// Whom an ACL line names: `user:…`, `group:…`, `role:…` or `everyone`.
///
/// @param text the line as written in an ACL and in the index
public record Principal(String text) {

    /// Every authenticated subject.
    public static final Principal EVERYONE = new Principal("everyone");

    private static final Set<String> KINDS = Set.of("user", "group", "role");

    private static final int LONGEST = 300;

    public Principal {
        if (!isPrincipal(text)) {
            throw new IllegalArgumentException("a principal is user:…, group:…, role:… or everyone");
        }
    }

    /// The principal written as `text`, absent when the kind is unknown or the name is blank, longer than 300
    /// characters or has a control character.
    public static Optional<Principal> parse(String text) {
        return isPrincipal(text) ? Optional.of(new Principal(text)) : Optional.empty();
    }

    /// Every principal that means this subject. A group or role whose name no ACL can hold means nothing here.
    public static Set<Principal> of(Subject subject) {
        var principals = new LinkedHashSet<Principal>();
        principals.add(EVERYONE);
        parse("user:" + subject.id()).ifPresent(principals::add);
        subject.groups().forEach(group -> parse("group:" + group).ifPresent(principals::add));
        subject.roles().forEach(role -> parse("role:" + role).ifPresent(principals::add));
        return Set.copyOf(principals);
    }

    private static boolean isPrincipal(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return text.equals("everyone");
        }
        String name = text.substring(colon + 1);
        return KINDS.contains(text.substring(0, colon))
                && text.length() <= LONGEST
                && name.equals(name.strip())
                && !name.isEmpty()
                && name.chars().noneMatch(Character::isISOControl);
    }

    @Override
    public String toString() {
        return text;
    }
}
