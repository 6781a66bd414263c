package io.sallyport.identity;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The claims of an access token: text, numbers, booleans, lists and nested maps, as the issuer signed them.
public record Claims(Map<String, Object> values) {

    public Claims {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// The claim of exactly that name, else the one reached by following the dots of `path` through nested claims.
    /// A missing step or an explicit null is absent.
    public Optional<Object> find(String path) {
        Object whole = values.get(path);
        return whole != null ? Optional.of(whole) : descend(values, path);
    }

    private static Optional<Object> descend(Map<?, ?> node, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return Optional.ofNullable(node.get(path));
        }
        return node.get(path.substring(0, dot)) instanceof Map<?, ?> child
                ? descend(child, path.substring(dot + 1))
                : Optional.empty();
    }
}
