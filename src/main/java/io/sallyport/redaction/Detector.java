package io.sallyport.redaction;

import java.util.Set;
import java.util.function.Consumer;

/// Finds personal data in one segment of text.
///
/// An implementation MUST be a function of the segment alone, MUST be safe for use by several threads and MUST
/// take time linear in the length of the segment. It MUST NOT report a span longer than [#maxSpan] nor one that
/// reaches outside of the segment's text. What it throws fails the whole redaction.
public interface Detector {

    /// Name that its findings carry.
    String name();

    /// The types it can find; the only ones it may report.
    Set<EntityType> types();

    /// Longest span it reports, in UTF-16 units. Text that must be cut without a safe place is scanned with
    /// this much overlap.
    int maxSpan();

    /// Reports the findings of `segment`, in any order and possibly overlapping. Offsets count from the start of
    /// the segment's text.
    void detect(Segment segment, Consumer<Finding> found);
}
