package io.sallyport.audit;

/// Order of a page of entries: by position, never by a clock.
public enum EntryOrder {
    /// Ascending positions.
    OLDEST_FIRST,
    /// Descending positions.
    NEWEST_FIRST
}
