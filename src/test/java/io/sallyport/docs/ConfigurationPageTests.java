package io.sallyport.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/// The page of settings lists exactly the properties that the gateway binds, with their defaults and variables.
class ConfigurationPageTests {

    private static final Pattern OURS = Pattern.compile("`(sallyport\\.[^`]*)`");
    private static final String NOTHING = "–";

    private final Page page = Page.at("reference/configuration.md");

    @Test
    void thePageListsEveryPropertyAndNoOther() {
        assertThat(rows().keySet()).isEqualTo(properties().keySet());
    }

    @Test
    void defaultsAreThoseThatHold() {
        properties().forEach((property, expected) -> expected
                .ifPresent(value -> assertThat(row(property).get(2)).as("default of " + property).isEqualTo(value)));
    }

    @Test
    void variablesAreThoseThatSpringBootReads() {
        rows().values().forEach(row -> assertThat(row.get(4)).as(row.getFirst()).isEqualTo(variable(row.getFirst())));
    }

    @Test
    void nothingElsewhereOnThePageNamesAPropertyThatDoesNotExist() {
        var known = properties().keySet();
        assertThat(OURS.matcher(page.text()).results().map(found -> canonical(found.group(1))))
                .isNotEmpty()
                .allMatch(name -> known.stream()
                        .anyMatch(each -> (each + ".").startsWith(name.replaceAll("\\.\\*$", "") + ".")));
    }

    private Map<String, List<String>> rows() {
        return page.rows("`sallyport.")
                .collect(Collectors.toMap(row -> canonical(row.getFirst().replace("`", "")), row -> row,
                        (one, other) -> {
                            throw new IllegalStateException("listed twice: " + one.getFirst());
                        }, TreeMap::new));
    }

    private List<String> row(String property) {
        return Objects.requireNonNull(rows().get(property), property);
    }

    /// The name with `<>` for whatever the reader chooses.
    private static String canonical(String property) {
        return property.replaceAll("<[^>]*>", "<>");
    }

    /// A scope has a colon, which no variable can hold.
    private static String variable(String cell) {
        String name = cell.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
        return cell.contains("<scope>") ? NOTHING : name;
    }

    /// Every property with its default; absent where code decides what is taken when nothing is set.
    private static Map<String, Optional<String>> properties() {
        var properties = new TreeMap<String, Optional<String>>();
        records().forEach(type -> {
            String prefix = Objects.requireNonNull(type.getAnnotation(ConfigurationProperties.class)).value();
            collect(type, prefix, properties);
        });
        return properties;
    }

    private static Stream<Class<?>> records() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var names = new TreeSet<String>();
        scanner.findCandidateComponents("io.sallyport").forEach(found -> names.add(found.getBeanClassName()));
        return names.stream().map(ConfigurationPageTests::load);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ConfigurationPageTests.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static void collect(Class<?> type, String prefix, Map<String, Optional<String>> properties) {
        assertThat(type.isRecord()).as(type + " is a record").isTrue();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            Type value = component.getGenericType();
            if (component.getType() == Map.class) {
                name += ".<>";
                value = ((ParameterizedType) value).getActualTypeArguments()[1];
            }
            if (value instanceof Class<?> nested && nested.isRecord()) {
                collect(nested, name, properties);
            } else {
                properties.put(name, fallback(type, component));
            }
        }
    }

    private static Optional<String> fallback(Class<?> type, RecordComponent component) {
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return Optional.empty();
        }
        var parameter = Arrays.stream(type.getDeclaredConstructors()[0].getParameters())
                .filter(each -> each.getName().equals(component.getName()))
                .findFirst()
                .orElseThrow();
        var values = Optional.ofNullable(parameter.getAnnotation(DefaultValue.class))
                .map(DefaultValue::value)
                .stream()
                .flatMap(Arrays::stream)
                .filter(each -> !each.isEmpty())
                .map("`%s`"::formatted)
                .collect(Collectors.joining(", "));
        return Optional.of(values.isEmpty() ? NOTHING : values);
    }
}
