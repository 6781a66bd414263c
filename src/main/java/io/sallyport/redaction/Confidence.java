package io.sallyport.redaction;

/// How sure a detector is of a finding, weakest first. Text is treated from [#LIKELY] up.
public enum Confidence {

    /// A generic shape such as bare digits, reported and left in the text.
    POSSIBLE,
    /// The shape and what checks it has fit, or a context word stands to the left of a possible finding.
    LIKELY,
    /// A strong checksum or an unmistakable shape.
    CERTAIN;

    boolean isTreated() {
        return this != POSSIBLE;
    }
}
