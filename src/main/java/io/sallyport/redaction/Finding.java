package io.sallyport.redaction;

/// A span of text that a detector takes for personal data. It never carries the text itself.
///
/// @param type what it is
/// @param start first UTF-16 offset, at least 0
/// @param end UTF-16 offset after the last, greater than `start`
/// @param confidence how sure the detector is
/// @param detector name of the detector, for reports
public record Finding(EntityType type, int start, int end, Confidence confidence, String detector) {

    public Finding {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException(
                    "A finding spans at least one character from 0 on, got " + start + " to " + end);
        }
    }

    /// Length in UTF-16 units.
    public int length() {
        return end - start;
    }

    boolean overlaps(Finding other) {
        return start < other.end && other.start < end;
    }

    Finding movedBy(int offset) {
        return new Finding(type, start + offset, end + offset, confidence, detector);
    }
}
