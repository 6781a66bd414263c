package io.sallyport.redaction;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// International bank account numbers, ISO 13616: known country with its length, remainder 1 modulo 97. Packed or in
/// groups, over a line end too.
final class IbanCheck implements Check {

    static final String PATTERN = "[A-Za-z]{2}[0-9]{2}[ \\n-]{0,2}[A-Za-z0-9]";
    static final int LONGEST = 34 + 2 * 8;

    private static final int FEWEST_DIGITS = 5;
    private static final Map<String, Integer> LENGTHS = lengths("15 NO; 16 BE; 18 DK FI FO GL NL SD; 19 MK SI; "
            + "20 AT BA EE KZ LT LU MN XK; 21 CH HR LI LV; 22 BG BH CR DE GB GE IE ME RS VA; 23 AE GI IL IQ SO TL; "
            + "24 AD CZ ES MD PK RO SA SE SK TN VG; 25 LY PT ST; 26 IS TR; 27 BI DJ FR GR IT MC MR SM; "
            + "28 AL AZ BY CY DO GT HN HU LB NI PL SV; 29 BR EG PS QA UA; 30 JO KW MU; 31 MT SC; 32 LC; 33 RU");

    private static Map<String, Integer> lengths(String table) {
        var lengths = new TreeMap<String, Integer>();
        for (String row : table.split("; ")) {
            String[] cells = row.split(" ");
            for (int i = 1; i < cells.length; i++) {
                lengths.put(cells[i], Integer.valueOf(cells[0]));
            }
        }
        return Map.copyOf(lengths);
    }

    /// Length by country, in letters and digits.
    static Map<String, Integer> lengths() {
        return LENGTHS;
    }

    @Override
    public Optional<Match> check(Candidate candidate) {
        String country = candidate.text().substring(candidate.start(), candidate.start() + 2);
        int length = LENGTHS.getOrDefault(country.toUpperCase(Locale.ROOT), 0);
        if (length == 0 || candidate.startsInsideOfWord()) {
            return Check.refuse();
        }
        var value = new StringBuilder();
        int end = walk(candidate, length, value);
        if (value.length() < length || candidate.isWord(end) || !isValid(value)) {
            return Check.refuse();
        }
        return Check.accept(candidate.start(), end, hasLowerCase(value) ? Confidence.LIKELY : Confidence.CERTAIN);
    }

    /// Collects letters and digits, over single separators, until there are `length`. Returns the index after.
    private static int walk(Candidate candidate, int length, StringBuilder value) {
        int i = candidate.start();
        int gap = 0;
        while (value.length() < length && gap <= 2) {
            char c = candidate.at(i);
            if (isAlphanumeric(c)) {
                value.append(c);
                gap = 0;
            } else if (i < candidate.text().length() && " \n-".indexOf(c) >= 0) {
                gap++;
            } else {
                break;
            }
            i++;
        }
        return i;
    }

    private static boolean isAlphanumeric(char c) {
        return c < 128 && Characters.isWord(c);
    }

    private static boolean hasLowerCase(CharSequence value) {
        return value.chars().anyMatch(Character::isLowerCase);
    }

    private static boolean isValid(CharSequence value) {
        return value.chars().skip(4).filter(Character::isDigit).count() >= FEWEST_DIGITS && mod97(value) == 1;
    }

    /// ISO 7064 MOD 97-10: first four characters to the end, letters as 10 to 35.
    static int mod97(CharSequence value) {
        int remainder = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = Character.digit(value.charAt((i + 4) % value.length()), 36);
            remainder = (remainder * (digit < 10 ? 10 : 100) + digit) % 97;
        }
        return remainder;
    }
}
