package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Acl;
import io.sallyport.document.Classification;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentCount;
import io.sallyport.document.DocumentId;
import io.sallyport.document.DocumentVersion;
import io.sallyport.document.Principal;
import io.sallyport.identity.Tenant;
import io.sallyport.index.IndexUnavailable;

/// Records that are found as filters match them.
final class Shelf extends NoIndex {

    static final Collection PEOPLE = new Collection("people");

    private static final Instant CHANGED = Instant.parse("2026-11-22T08:00:00Z");
    private static final List<String> LEVELS = List.of("public", "internal", "secret");

    private final Map<DocumentId, Document> held = new HashMap<>();
    boolean fails;

    void hold(String tenant, String name, int level) {
        var id = new DocumentId(new Tenant(tenant), PEOPLE, name);
        held.put(id, new Document(id, new DocumentVersion("1"), "Title of " + name, "",
                new Classification(LEVELS.get(level), level), new Acl(Set.of(Principal.EVERYONE), Set.of()),
                Map.of("tenant", tenant, "classification", (long) level), CHANGED));
    }

    @Override
    public void refresh(Collection collection) {
        assertThat(collection).isEqualTo(PEOPLE);
    }

    @Override
    public Map<DocumentId, Document> records(Set<DocumentId> documents) {
        assertThat(documents).allMatch(document -> document.collection().equals(PEOPLE));
        var found = new HashMap<>(held);
        found.keySet().retainAll(new ArrayList<>(documents));
        return found;
    }

    @Override
    public DocumentCount difference(Set<Collection> collections, Optional<Tenant> tenant, AccessFilter found,
            AccessFilter notFound, int listed) {
        if (fails) {
            throw new IndexUnavailable("test");
        }
        var documents = held.values().stream()
                .filter(document -> tenant.isEmpty() || tenant.get().equals(document.id().tenant()))
                .filter(document -> found.matches(document) && !notFound.matches(document))
                .map(Document::id).toList();
        return new DocumentCount(documents.size(), documents);
    }
}
