package io.sallyport.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is supposed of a subject.
///
/// @param name   stands for its id unless that is among the values
/// @param values by the vocabulary's names, each of its field's type
record Attributes(String name, Map<String, Object> values) {

    Attributes {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
