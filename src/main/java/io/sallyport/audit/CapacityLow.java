package io.sallyport.audit;

/// Space fell under the low-water mark; new requests are refused.
///
/// @param spaceFree bytes free on the volume
/// @param spaceNeeded bytes below which new requests are refused
public record CapacityLow(long spaceFree, long spaceNeeded) implements OperationalEvent {

    public CapacityLow {
        Require.notNegative(spaceFree, "spaceFree");
        Require.notNegative(spaceNeeded, "spaceNeeded");
    }
}
