package io.sallyport.redaction;

import java.util.Optional;

/// IP addresses in the textual forms of RFC 4291 and RFC 5952, with a prefix length (RFC 4632) or zone (RFC 4007).
final class IpCheck implements Check {

    static final String PATTERN = "[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:";
    static final int LONGEST = 45 + 17 + 4;

    private static final int LONGEST_ADDRESS = 45;
    private static final int LONGEST_ZONE = 16;

    @Override
    public Optional<Match> check(Candidate candidate) {
        if (candidate.startsInsideOfWord() || isPartOfLonger(candidate)) {
            return Check.refuse();
        }
        return candidate.text().charAt(candidate.end() - 1) == ':' ? v6(candidate) : v4(candidate);
    }

    private static boolean isPartOfLonger(Candidate candidate) {
        return switch (candidate.before()) {
            case '.' -> candidate.isWord(candidate.start() - 2);
            case ':' -> candidate.at(candidate.start() - 2) == ':' || isAfterGroup(candidate, candidate.start() - 2);
            default -> false;
        };
    }

    /// Whether one to four hexadecimal digits, as a whole word, end at `last`.
    private static boolean isAfterGroup(Candidate candidate, int last) {
        int i = last;
        while (last - i < 4 && isHex(candidate.at(i))) {
            i--;
        }
        return i < last && !candidate.isWord(i) && candidate.at(candidate.end() - 1) == ':';
    }

    private static Optional<Match> v4(Candidate candidate) {
        int end = candidate.end();
        boolean longer = candidate.isWord(end) || candidate.at(end) == '.' && candidate.isDigit(end + 1);
        if (longer || !IpAddress.isV4(candidate.text().substring(candidate.start(), end))) {
            return Check.refuse();
        }
        return Check.accept(candidate.start(), withPrefix(candidate, end, 32), Confidence.LIKELY);
    }

    private static Optional<Match> v6(Candidate candidate) {
        int end = candidate.start();
        while (end - candidate.start() < LONGEST_ADDRESS && isAddress(candidate.at(end))) {
            end++;
        }
        for (int trimmed = 0; trimmed <= 2; trimmed++) {
            String address = candidate.text().substring(candidate.start(), end);
            if (!candidate.isWord(end) && IpAddress.isV6(address)) {
                return Check.accept(candidate.start(), withPrefix(candidate, withZone(candidate, end), 128),
                        level(address));
            }
            if (end == candidate.start() || candidate.isWord(end - 1)) {
                break;
            }
            end--;
        }
        return Check.refuse();
    }

    /// Without a decimal digit it may as well be a name in a program.
    private static Confidence level(String address) {
        return address.chars().anyMatch(c -> Characters.isDigit((char) c)) ? Confidence.LIKELY : Confidence.POSSIBLE;
    }

    private static boolean isAddress(char c) {
        return c == ':' || c == '.' || isHex(c);
    }

    private static boolean isHex(char c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }

    private static int withZone(Candidate candidate, int end) {
        int i = end + 1;
        while (candidate.at(end) == '%' && i - end <= LONGEST_ZONE && candidate.isWord(i)) {
            i++;
        }
        return i > end + 1 && !candidate.isWord(i) ? i : end;
    }

    private static int withPrefix(Candidate candidate, int end, int most) {
        int i = end + 1;
        while (candidate.at(end) == '/' && i - end <= 3 && candidate.isDigit(i)) {
            i++;
        }
        boolean prefix = i > end + 1 && !candidate.isWord(i)
                && Integer.parseInt(candidate.text(), end + 1, i, 10) <= most;
        return prefix ? i : end;
    }
}
