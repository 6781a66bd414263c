package io.sallyport.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.sallyport.document.Collection;
import io.sallyport.document.DocumentId;
import io.sallyport.document.DocumentVersion;

/// The names of a collection's indices and of what lies in them.
///
/// @param records index of the authoritative records
/// @param chunks  index of the chunks
record IndexNames(String records, String chunks) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    static IndexNames of(String prefix, Collection collection) {
        String stem = prefix + "-" + collection.name();
        return new IndexNames(stem + "-records", stem + "-chunks");
    }

    /// The `_id` of a document's record. A tenant with unusual characters or length goes by its SHA-256, so that no two
    /// pairs of tenant and name share an id and none exceeds the 512 bytes of an id; a document name has no slash.
    static String record(DocumentId document) {
        String tenant = document.tenant().value();
        return (PLAIN.matcher(tenant).matches() ? tenant : "~" + digest(tenant)) + "/" + document.name();
    }

    /// The `_id` of a chunk, known from its document, version and place alone.
    static String chunk(DocumentId document, DocumentVersion version, int ordinal) {
        return record(document) + "/" + version + "/" + ordinal;
    }

    /// The ids of all chunks of one version.
    static List<String> chunks(DocumentId document, DocumentVersion version, int count) {
        return IntStream.range(0, count)
                .mapToObj(ordinal -> chunk(document, version, ordinal))
                .toList();
    }

    private static String digest(String tenant) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(tenant.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
