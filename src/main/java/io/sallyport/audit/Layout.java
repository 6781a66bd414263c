package io.sallyport.audit;

import java.util.Locale;

/// Names within the directory of a log.
final class Layout {

    static final String LOCK = "LOCK";
    static final String ORIGIN = "origin";
    static final String SEGMENTS = "segments";
    static final String QUARANTINE = "quarantine";
    static final String KEYS = "keys";
    static final String LOG_KEY = KEYS + "/log.key";
    static final String SUBJECT_KEYS = KEYS + "/subjects";
    static final String NEXT = SEGMENTS + "/next.seg";
    private static final String SUFFIX = ".seg";
    private static final int DIGITS = 20;

    private Layout() {}

    /// The segment whose first entry has this position.
    static String segment(long first) {
        return SEGMENTS + "/" + String.format(Locale.ROOT, "%0" + DIGITS + "d", first) + SUFFIX;
    }

    /// The folder of the key of a subject.
    static String subjectKeys(SubjectReference subject) {
        return SUBJECT_KEYS + "/" + subject.value().substring(0, 2);
    }

    static String subjectKey(SubjectReference subject) {
        return subjectKeys(subject) + "/" + subject + ".key";
    }

    /// The folder a file is in.
    static String folder(String file) {
        return file.substring(0, Math.max(0, file.lastIndexOf('/')));
    }

    static boolean isSegment(String file) {
        return file.length() == DIGITS + SUFFIX.length() && file.endsWith(SUFFIX)
                && file.chars().limit(DIGITS).allMatch(c -> c >= '0' && c <= '9');
    }

    static long first(String file) {
        return Long.parseLong(file.substring(0, DIGITS));
    }
}
