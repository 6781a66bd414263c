package io.sallyport.policy;

import java.util.Map;
import java.util.Optional;

import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.StructValue;
import dev.cel.runtime.CelVariableResolver;

/// Variables as CEL looks them up. A map would be converted whole, every element of every list, each time an expression
/// names the variable; so CEL gets something that it asks for single fields.
record Lookup(Map<String, Object> variables) implements CelVariableResolver {

    @Override
    public Optional<Object> find(String name) {
        Object value = variables.get(name);
        return value instanceof Map<?, ?> fields ? Optional.of(new Fields(fields)) : Optional.ofNullable(value);
    }

    /// `subject`, `document` and the like. Immutable as long as nobody changes the map, which nobody does.
    @SuppressWarnings("Immutable")
    private static final class Fields extends StructValue<String, Map<?, ?>> {

        private static final CelType TYPE = MapType.create(SimpleType.STRING, SimpleType.DYN);

        private final Map<?, ?> values;

        Fields(Map<?, ?> values) {
            this.values = values;
        }

        @Override
        public Object select(String field) {
            return find(field).orElseThrow(() -> CelAttributeNotFoundException.forMissingMapKey(field));
        }

        @Override
        public Optional<Object> find(String field) {
            return Optional.ofNullable(values.get(field));
        }

        @Override
        public Map<?, ?> value() {
            return values;
        }

        @Override
        public boolean isZeroValue() {
            return values.isEmpty();
        }

        @Override
        public CelType celType() {
            return TYPE;
        }
    }
}
