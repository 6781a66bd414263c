package io.sallyport.redaction;

import java.util.Optional;

/// Mailboxes, RFC 5321: from the `@` as far left and right as one goes. A local part longer than allowed is taken by
/// its last characters: better too much hidden than an address whose front someone padded.
final class EmailCheck implements Check {

    static final String PATTERN = "@[\\p{L}0-9]";
    static final int LONGEST = 64 + 1 + 255;

    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 255;
    private static final int LONGEST_LABEL = 63;
    private static final String LOCAL = "._%+'~&#!$^-";

    @Override
    public Optional<Match> check(Candidate candidate) {
        int at = candidate.start();
        int start = localStart(candidate, at);
        int end = domainEnd(candidate, at + 1);
        return start < at && end > 0 ? Check.accept(start, end, Confidence.CERTAIN) : Check.refuse();
    }

    private static int localStart(Candidate candidate, int at) {
        int start = at;
        while (start > candidate.from() && at - start < LONGEST_LOCAL && isLocal(candidate.at(start - 1))) {
            start--;
        }
        while (start < at && !isLeading(candidate.at(start))) {
            start++;
        }
        return start;
    }

    private static boolean isLocal(char c) {
        return Characters.isWord(c) || LOCAL.indexOf(c) >= 0;
    }

    private static boolean isLeading(char c) {
        return Characters.isWord(c) || c == '_' || c == '+';
    }

    /// Index after the last label that can be a top-level domain, 0 if there is none.
    private static int domainEnd(Candidate candidate, int start) {
        int end = 0;
        int label = start;
        int dots = 0;
        while (label - start < LONGEST_DOMAIN) {
            int next = labelEnd(candidate, label);
            if (next == label || next - label > LONGEST_LABEL) {
                break;
            }
            if (dots > 0 && isTopLevel(candidate, label, next)) {
                end = next;
            }
            if (candidate.at(next) != '.') {
                break;
            }
            dots++;
            label = next + 1;
        }
        return end;
    }

    private static int labelEnd(Candidate candidate, int start) {
        int i = start;
        while (i - start <= LONGEST_LABEL && (candidate.isWord(i) || candidate.at(i) == '-')) {
            i++;
        }
        while (i > start && candidate.at(i - 1) == '-') {
            i--;
        }
        return i;
    }

    private static boolean isTopLevel(Candidate candidate, int start, int end) {
        return end - start >= 2 && Characters.isLetter(candidate.at(start))
                && Characters.isLetter(candidate.at(start + 1));
    }
}
