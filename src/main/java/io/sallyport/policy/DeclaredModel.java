package io.sallyport.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A model that a `ModelPolicy` declares.
///
/// @param id         its name
/// @param attributes what rules may read of it, by the vocabulary's names; a level is its position as Long
public record DeclaredModel(ModelId id, Map<String, Object> attributes) {

    public DeclaredModel {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
}
