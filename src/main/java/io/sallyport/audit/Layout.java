package io.sallyport.audit;

import java.util.Locale;

/// Names within the directory of a log.
final class Layout {

    static final String LOCK = "LOCK";
    static final String ORIGIN = "origin";
    static final String SEGMENTS = "segments";
    static final String QUARANTINE = "quarantine";
    static final String NEXT = SEGMENTS + "/next.seg";
    private static final String SUFFIX = ".seg";
    private static final int DIGITS = 20;

    private Layout() {}

    /// The segment whose first entry has this position.
    static String segment(long first) {
        return SEGMENTS + "/" + String.format(Locale.ROOT, "%0" + DIGITS + "d", first) + SUFFIX;
    }

    static boolean isSegment(String file) {
        return file.length() == DIGITS + SUFFIX.length() && file.endsWith(SUFFIX)
                && file.chars().limit(DIGITS).allMatch(c -> c >= '0' && c <= '9');
    }

    static long first(String file) {
        return Long.parseLong(file.substring(0, DIGITS));
    }
}
