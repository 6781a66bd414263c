package io.sallyport.audit;

/// Where the log ends, and what the next entry has to link to.
///
/// @param ordinal ordinal of the active segment
/// @param first its first position
/// @param length its bytes
/// @param offset where the next batch goes
/// @param batch number of the last batch
/// @param size number of entries
/// @param previous leaf hash of the last entry
record TapeEnd(long ordinal, long first, long length, long offset, long batch, long size, Leaf previous) {

    /// The end after one more batch of this many bytes.
    TapeEnd after(long bytes, long newSize, Leaf last) {
        return new TapeEnd(ordinal, first, length, offset + bytes, batch + 1, newSize, last);
    }
}
