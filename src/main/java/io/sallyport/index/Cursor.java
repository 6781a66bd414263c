package io.sallyport.index;

/// Where a page of hits ended. Only [ChunkIndex#search] makes one and only the same search continues from it.
///
/// @param score the last hit's score in this search; never shown to a caller, because term statistics leak
/// @param key   the last hit's chunk, which makes the order total
public record Cursor(double score, String key) {}
