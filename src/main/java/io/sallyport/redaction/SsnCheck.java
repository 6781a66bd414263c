package io.sallyport.redaction;

import java.util.Optional;
import java.util.Set;

/// Social security numbers of the United States: area, group and serial number as the Social Security Administration
/// issues them. There is no check digit, so nine bare digits are only possible.
final class SsnCheck implements Check {

    static final String PATTERN = "[0-9]{3}(?:[0-9]{6}|-\\n?[0-9]{2}-\\n?[0-9]{4}|[ \\n][0-9]{2}[ \\n][0-9]{4}"
            + "|\\.[0-9]{2}\\.[0-9]{4})";
    static final int LONGEST = 13;

    private static final Set<String> SAMPLES = Set.of("078051120", "123456789", "219099999", "457555462");

    @Override
    public Optional<Match> check(Candidate candidate) {
        int end = candidate.end();
        if (candidate.startsInsideOfWord() || candidate.isWord(end) || isPartOfLonger(candidate)) {
            return Check.refuse();
        }
        String written = candidate.text().substring(candidate.start(), end);
        String digits = Normal.digits(written);
        if (!isIssued(digits)) {
            return Check.refuse();
        }
        boolean sure = written.length() > digits.length() && !isAmongNumbers(candidate);
        return Check.accept(candidate.start(), end, sure ? Confidence.LIKELY : Confidence.POSSIBLE);
    }

    private static boolean isPartOfLonger(Candidate candidate) {
        return isJoiner(candidate.before()) && candidate.isDigit(candidate.start() - 2)
                || isJoiner(candidate.at(candidate.end())) && candidate.isDigit(candidate.end() + 1);
    }

    private static boolean isJoiner(char c) {
        return c == '-' || c == '.';
    }

    /// Groups with spaces in a row of numbers: more likely a table.
    private static boolean isAmongNumbers(Candidate candidate) {
        char separator = candidate.at(candidate.start() + 3);
        boolean spaced = separator == ' ' || separator == '\n';
        return spaced && (candidate.before() == ' ' && candidate.isDigit(candidate.start() - 2)
                || candidate.at(candidate.end()) == ' ' && candidate.isDigit(candidate.end() + 1));
    }

    static boolean isIssued(String digits) {
        String area = digits.substring(0, 3);
        boolean issued = !area.equals("000") && !area.equals("666") && area.charAt(0) != '9'
                && !digits.startsWith("00", 3) && !digits.endsWith("0000");
        return issued && !SAMPLES.contains(digits) && digits.chars().distinct().count() > 1;
    }
}
