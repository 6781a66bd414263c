package io.sallyport.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.sallyport.document.AccessFilter;
import io.sallyport.document.Acl;
import io.sallyport.document.Chunk;
import io.sallyport.document.Collection;
import io.sallyport.document.Document;
import io.sallyport.document.DocumentCount;
import io.sallyport.document.DocumentId;
import io.sallyport.document.Schema;
import io.sallyport.document.Visibility;
import io.sallyport.identity.Tenant;
import io.sallyport.index.ChunkIndex;
import io.sallyport.index.Cursor;
import io.sallyport.index.Hits;

/// An index that can do nothing, for tests that need a part of one.
class NoIndex implements ChunkIndex {

    @Override
    public void prepare(Collection collection, Schema schema) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Schema> schema(Collection collection) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void refresh(Collection collection) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean write(Document document, List<Chunk> chunks, Visibility visibility) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(DocumentId document, Visibility visibility) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean replaceAcl(DocumentId document, Acl acl, Visibility visibility) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<DocumentId, Document> records(Set<DocumentId> documents) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DocumentCount difference(Set<Collection> collections, Optional<Tenant> tenant, AccessFilter found,
            AccessFilter notFound, int listed) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Hits search(Set<Collection> collections, String question, AccessFilter filter, int size,
            Optional<Cursor> after) {
        throw new UnsupportedOperationException();
    }
}
