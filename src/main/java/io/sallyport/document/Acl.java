package io.sallyport.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// Who may read a document, as its origin says. A deny wins over an allow; without an allow nobody reads it.
public record Acl(Set<Principal> allow, Set<Principal> deny) {

    public Acl {
        allow = Set.copyOf(allow);
        deny = Set.copyOf(deny);
    }

    /// Whether a subject with these principals may read.
    public boolean permits(Set<Principal> principals) {
        return !Collections.disjoint(allow, principals) && Collections.disjoint(deny, principals);
    }

    /// SHA-256 over the sorted lines, in hex: equal for equal lists in any order.
    public String digest() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(String.join("\n", lines(allow)).getBytes(UTF_8));
            sha256.update((byte) 0);
            sha256.update(String.join("\n", lines(deny)).getBytes(UTF_8));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /// The lines in their canonical, sorted order.
    public static List<String> lines(Set<Principal> principals) {
        return principals.stream().map(Principal::text).sorted().toList();
    }
}
