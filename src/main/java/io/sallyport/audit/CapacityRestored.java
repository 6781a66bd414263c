package io.sallyport.audit;

/// Space is sufficient again; new requests are accepted.
///
/// @param spaceFree bytes free on the volume
/// @param spaceNeeded bytes that had to be free
public record CapacityRestored(long spaceFree, long spaceNeeded) implements OperationalEvent {

    public CapacityRestored {
        Require.notNegative(spaceFree, "spaceFree");
        Require.notNegative(spaceNeeded, "spaceNeeded");
    }
}
