package io.sallyport.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.sallyport.document.Collection;
import io.sallyport.document.CollectionCatalog;
import io.sallyport.document.Principal;

/// The collections and who uses them, from `sallyport.collections.<name>.{readers,writers}`.
@ConfigurationProperties("sallyport")
public record CollectionsSettings(@DefaultValue Map<String, Access> collections) {

    private static final String PREFIX = "sallyport.collections.";

    public CollectionsSettings {
        collections = Map.copyOf(collections);
        catalog(collections);
    }

    /// Principals as written.
    ///
    /// @param readers unset means everyone; an empty list means nobody
    /// @param writers unset means nobody
    public record Access(@Nullable List<String> readers, @DefaultValue List<String> writers) {}

    /// The catalog these settings describe.
    ///
    /// @throws IllegalArgumentException naming the property, when a name or a principal is none
    CollectionCatalog catalog() {
        return catalog(collections);
    }

    private static CollectionCatalog catalog(Map<String, Access> collections) {
        var parsed = new LinkedHashMap<Collection, CollectionCatalog.Access>();
        collections.forEach((name, access) -> parsed.put(collection(name), access(name, access)));
        return new CollectionCatalog(parsed);
    }

    private static Collection collection(String name) {
        if (!Collection.isName(name)) {
            throw new IllegalArgumentException(
                    PREFIX + name + " names no collection: lower-case letters, digits and hyphens, a letter first");
        }
        return new Collection(name);
    }

    private static CollectionCatalog.Access access(String name, Access access) {
        List<String> readers = access.readers() == null ? List.of(Principal.EVERYONE.text()) : access.readers();
        return new CollectionCatalog.Access(
                principals(name + ".readers", readers), principals(name + ".writers", access.writers()));
    }

    private static Set<Principal> principals(String property, List<String> lines) {
        return lines.stream()
                .map(line -> Principal.parse(line)
                        .orElseThrow(() -> new IllegalArgumentException(PREFIX + property
                                + " lists user:…, group:…, role:… or everyone, which '" + line + "' is not")))
                .collect(Collectors.toUnmodifiableSet());
    }
}
