package io.sallyport.gateway;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import io.sallyport.document.Acl;
import io.sallyport.document.Chunk;
import io.sallyport.document.Classification;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentId;
import io.sallyport.document.DocumentVersion;
import io.sallyport.document.Passage;
import io.sallyport.document.Principal;
import io.sallyport.identity.Tenant;

/// Documents and passages for tests without an index.
final class Papers {

    private Papers() {}

    static DocumentId id(String name) {
        return new DocumentId(new Tenant("halden"), new Collection("people"), name);
    }

    static Document document(String name) {
        return document(name, "1", new Classification("internal", 1));
    }

    static Document document(String name, String version, Classification classification) {
        return new Document(id(name), new DocumentVersion(version), "Title of " + name, "", classification,
                new Acl(Set.of(Principal.EVERYONE), Set.of()), Map.of(), Instant.EPOCH);
    }

    static Passage passage(Document document, int ordinal) {
        return new Passage(document, new Chunk(document.id(), document.version(), ordinal, "Text " + ordinal));
    }
}
