package io.sallyport.redaction;

import java.util.Optional;

/// Payment cards, ISO/IEC 7812-1: 12 to 19 digits, plain or in the groups that are embossed, and the Luhn digit. If
/// digits of something else follow (the expiry date, often), the longest groups that pass are the card.
final class CardCheck implements Check {

    static final String PATTERN = "[1-6](?:[ \\n-]{0,2}[0-9]){11}";
    static final int LONGEST = 19 + 2 * 18;

    private static final int FEWEST = 12;
    private static final int MOST = 19;
    private static final int LONGEST_PHONE = 15;

    @Override
    public Optional<Match> check(Candidate candidate) {
        if (candidate.startsInsideOfWord() || isFraction(candidate)) {
            return Check.refuse();
        }
        int fewest = candidate.before() == '+' ? LONGEST_PHONE + 1 : FEWEST;
        var run = DigitRun.of(candidate, candidate.start(), MOST, " \n-", 2);
        for (int groups = run.groups(); groups > 0; groups--) {
            if (run.length(groups) >= fewest && isCard(run, groups) && isSeparate(candidate, run, groups)) {
                return Check.accept(candidate.start(), run.end(groups), Confidence.CERTAIN);
            }
        }
        return Check.refuse();
    }

    private static boolean isFraction(Candidate candidate) {
        return candidate.before() == '.' && candidate.isDigit(candidate.start() - 2);
    }

    /// Not the one part of something joined by hyphens or dots whose other part is beyond the card, unless the card
    /// itself is written with hyphens.
    private static boolean isSeparate(Candidate candidate, DigitRun run, int groups) {
        int end = run.end(groups);
        boolean spaced = groups > 1 && candidate.at(run.end(1)) != '-';
        boolean joinedBefore = spaced && candidate.before() == '-' && candidate.isDigit(candidate.start() - 2);
        boolean joinedAfter = candidate.isDigit(end + 1)
                && (spaced && candidate.at(end) == '-' || candidate.at(end) == '.' && run.size(groups - 1) <= 3);
        return !candidate.isWord(end) && !joinedBefore && !joinedAfter;
    }

    private static boolean isCard(DigitRun run, int groups) {
        String digits = run.digits(groups);
        return isEmbossed(run, groups) && !isTimestamp(digits) && luhn(digits);
    }

    /// One group; or 6 and 13 digits; or 4 first, then groups of 3 to 7 and last as many as are left.
    private static boolean isEmbossed(DigitRun run, int groups) {
        if (groups == 1 || groups == 2 && run.size(0) == 6 && run.size(1) == 13) {
            return true;
        }
        for (int group = 1; group < groups; group++) {
            if (run.size(group) > 7 || run.size(group) < 3 && group < groups - 1) {
                return false;
            }
        }
        return run.size(0) == 4;
    }

    /// Milliseconds since 1970, or a calendar date and time in digits only.
    private static boolean isTimestamp(String digits) {
        if (digits.length() == 13 && digits.startsWith("1")) {
            return true;
        }
        boolean year = digits.startsWith("19") || digits.startsWith("20");
        return year && digits.length() != 16 && within(digits, 4, 12) && within(digits, 6, 31)
                && within(digits, 8, 24);
    }

    private static boolean within(String digits, int at, int most) {
        int value = Integer.parseInt(digits, at, at + 2, 10);
        return value <= most && (at == 8 || value > 0);
    }

    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
        }
        return sum % 10 == 0;
    }
}
