package io.sallyport.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;

import io.sallyport.document.FieldType;

/// The structure types of the rule variables. They come from a vocabulary; at run time their values are maps.
final class CelTypes implements CelTypeProvider {

    private final ImmutableMap<String, CelType> types;

    private CelTypes(Map<String, CelType> types) {
        this.types = ImmutableMap.copyOf(types);
    }

    /// @param structures the fields of each structure by name
    static CelTypes of(Map<String, Map<String, CelType>> structures) {
        var types = new LinkedHashMap<String, CelType>();
        structures.forEach((name, fields) -> types.put(name, structure(name, ImmutableMap.copyOf(fields))));
        return new CelTypes(types);
    }

    private static CelType structure(String name, ImmutableMap<String, CelType> fields) {
        return StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }

    /// The CEL type of a vocabulary type.
    static CelType of(FieldType type) {
        return switch (type) {
            case STRING -> SimpleType.STRING;
            case LEVEL, INT -> SimpleType.INT;
            case BOOL -> SimpleType.BOOL;
            case DOUBLE -> SimpleType.DOUBLE;
            case TIMESTAMP -> SimpleType.TIMESTAMP;
            case STRING_LIST -> ListType.create(SimpleType.STRING);
        };
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return types.values();
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(types.get(name));
    }
}
