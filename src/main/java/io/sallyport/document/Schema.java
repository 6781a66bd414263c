package io.sallyport.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The document side of a policy vocabulary: levels, fields, their types and index paths.
///
/// @param levels names of the levels, lowest first; their positions are stored, so the order is part of the data
/// @param fields fields by name
public record Schema(List<String> levels, Map<String, Field> fields) {

    /// Filled from the writer's subject, never from a body.
    public static final String TENANT = "tenant";
    /// Filled from the document's classification.
    public static final String CLASSIFICATION = "classification";
    /// Filled from the document's date of change.
    public static final String UPDATED_AT = "updatedAt";

    /// The allow list of the ACL, held beside the vocabulary's fields.
    public static final Field ALLOW = new Field("acl.allow", FieldType.STRING_LIST, false, "acl.allow");
    /// The deny list of the ACL.
    public static final Field DENY = new Field("acl.deny", FieldType.STRING_LIST, false, "acl.deny");

    public Schema {
        levels = List.copyOf(levels);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        if (levels.isEmpty() || levels.stream().distinct().count() != levels.size()) {
            throw new IllegalArgumentException("a schema has at least one level and no level twice");
        }
    }

    /// The level called `name`, absent when the vocabulary has none of that name.
    public Optional<Classification> classification(String name) {
        int rank = levels.indexOf(name);
        return rank < 0 ? Optional.empty() : Optional.of(new Classification(name, rank));
    }

    /// The level at `rank`, absent outside the list.
    public Optional<Classification> classification(long rank) {
        return rank < 0 || rank >= levels.size()
                ? Optional.empty()
                : Optional.of(new Classification(levels.get((int) rank), (int) rank));
    }

    /// All levels, lowest first.
    public List<Classification> classifications() {
        return IntStream.range(0, levels.size())
                .mapToObj(rank -> new Classification(levels.get(rank), rank))
                .toList();
    }

    /// The field rules call `name`.
    public Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }
}
