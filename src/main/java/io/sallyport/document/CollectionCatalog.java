package io.sallyport.document;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import io.sallyport.identity.Subject;

/// Which collections there are, and who may search or write each. Unknown and forbidden look the same: absent.
public final class CollectionCatalog {

    private final SortedMap<Collection, Access> collections;

    public CollectionCatalog(Map<Collection, Access> collections) {
        this.collections = Collections.unmodifiableSortedMap(new TreeMap<>(collections));
    }

    /// Who may use a collection.
    ///
    /// @param readers may search it; what they find is still decided document by document
    /// @param writers may write documents of their own tenant into it; none means nobody
    public record Access(Set<Principal> readers, Set<Principal> writers) {

        public Access {
            readers = Set.copyOf(readers);
            writers = Set.copyOf(writers);
        }
    }

    /// Every collection, whoever may use it.
    public Set<Collection> all() {
        return collections.keySet();
    }

    /// The collection of that name if the subject may search it.
    public Optional<Collection> readableBy(String name, Subject subject) {
        return open(name, subject, Access::readers);
    }

    /// The collection of that name if the subject may write to it.
    public Optional<Collection> writableBy(String name, Subject subject) {
        return open(name, subject, Access::writers);
    }

    /// Every collection the subject may search, by name.
    public SortedSet<Collection> readableBy(Subject subject) {
        return open(subject, Access::readers);
    }

    /// Every collection the subject may write to, by name.
    public SortedSet<Collection> writableBy(Subject subject) {
        return open(subject, Access::writers);
    }

    private Optional<Collection> open(String name, Subject subject, Function<Access, Set<Principal>> users) {
        return open(subject, users).stream()
                .filter(collection -> collection.name().equals(name))
                .findFirst();
    }

    private SortedSet<Collection> open(Subject subject, Function<Access, Set<Principal>> users) {
        Set<Principal> principals = Principal.of(subject);
        var open = new TreeSet<Collection>();
        collections.forEach((collection, access) -> {
            if (!Collections.disjoint(users.apply(access), principals)) {
                open.add(collection);
            }
        });
        return Collections.unmodifiableSortedSet(open);
    }
}
