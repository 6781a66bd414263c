package io.sallyport.audit;

/// An incomplete last batch, none of it acknowledged, was cut off at start and set aside.
///
/// @param segment segment it was cut from
/// @param offset offset in the segment
/// @param bytes how many bytes
/// @param sha256 SHA-256 of the bytes, hex; they are kept in `quarantine`
public record TornTailRecovered(String segment, long offset, long bytes, String sha256) implements OperationalEvent {

    public TornTailRecovered {
        Require.name(segment, "segment");
        Require.notNegative(offset, "offset");
        Require.notNegative(bytes, "bytes");
        Require.name(sha256, "sha256");
    }
}
