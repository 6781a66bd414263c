package io.sallyport.audit;

/// A file of a policy bundle.
///
/// @param file name within the bundle
/// @param sha256 SHA-256 of its bytes, hex
public record FileDigest(String file, String sha256) {

    public FileDigest {
        Require.name(file, "file");
        Require.name(sha256, "sha256");
    }
}
