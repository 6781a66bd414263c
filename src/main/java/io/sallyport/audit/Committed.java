package io.sallyport.audit;

import java.util.List;

/// What readers may see: only what has been forced.
///
/// @param firsts first position of each segment, ascending; the last is the active one
/// @param activeEnd end of the forced bytes of the active segment
/// @param size number of forced entries
record Committed(List<Long> firsts, long activeEnd, long size) {}
