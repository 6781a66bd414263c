package io.sallyport.redaction;

/// A stretch of one channel's text at whose borders no entity straddles, with some of what stands left of it.
///
/// @param left at most [#LEFT] characters before the segment, read-only context: nothing in it is treated any
///        more. Characters that belonged to findings are replaced by [#BLANK].
/// @param text the raw text to look at
/// @param plain whether `text` holds no digit, `@` or `:` in any script
public record Segment(String left, String text, boolean plain) {

    /// How much text to the left a detector may read, in UTF-16 units.
    public static final int LEFT = 160;

    /// Stands for a character that is already dealt with. It is a noncharacter, so it is no part of any entity.
    public static final char BLANK = '\uFFFF';
}
