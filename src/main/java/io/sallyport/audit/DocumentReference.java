package io.sallyport.audit;

import java.util.List;

/// A document as it was disclosed or written: enough to tell later who saw which version under which ACL.
///
/// @param tenant tenant that owns it
/// @param collection its collection
/// @param id its id within the collection, as given
/// @param version its version, as the index names it
/// @param classification its classification then
/// @param aclDigest digest of its ACL then
/// @param chunks ordinals of the chunks concerned, at most 128; empty if it is about the whole document
public record DocumentReference(String tenant, String collection, String id, String version, String classification,
        String aclDigest, List<Integer> chunks) {

    public DocumentReference {
        Require.name(tenant, "tenant");
        Require.name(collection, "collection");
        Require.name(id, "id");
        Require.name(version, "version");
        Require.name(classification, "classification");
        Require.name(aclDigest, "aclDigest");
        chunks = Require.atMost(Require.NAMES, chunks, "chunks");
    }

    /// The name officers search by, `<collection>/<id>`.
    public String path() {
        return collection + "/" + id;
    }
}
