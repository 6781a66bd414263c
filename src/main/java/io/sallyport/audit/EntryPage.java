package io.sallyport.audit;

import java.util.List;
import java.util.OptionalLong;

/// Some of the entries a filter selects. A page may hold fewer than asked for, even none, although more follow: the
/// work and the bytes of one page are bounded.
///
/// @param entries the entries, in the order asked for
/// @param next position to pass as `after` for the next page; empty if the end was reached
/// @param size size of the log the page was read from
public record EntryPage(List<AuditEntry> entries, OptionalLong next, long size) {

    public EntryPage {
        entries = List.copyOf(entries);
    }
}
