package io.sallyport.document;

import java.util.List;

/// What is stored already, and so limits the vocabulary that may be used over it.
@FunctionalInterface
public interface HeldSchema {

    /// How what is stored differs from what the schema needs, in words; nothing when it fits, or nothing is stored. What
    /// can be added without touching documents is no difference.
    List<String> differences(Schema wanted);
}
