package io.sallyport.redaction;

import java.util.List;
import java.util.Optional;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/// Telephone numbers of 7 to 15 digits (ITU-T E.164) with an extension. The numbering plans come from
/// libphonenumber: the country's own for an international number, those of the configured regions for a national one.
/// A number that no plan knows is possible, so next to a word like "call" it counts.
final class PhoneCheck implements Check {

    static final String PATTERN = "\\(?\\+?\\(?[0-9](?:[ \\n().\\-/]{0,3}[0-9]){6}";
    static final int LONGEST = 17 + 3 * 16 + 3 + 12;

    private static final int FEWEST = 7;
    private static final int MOST = 15;
    private static final int MOST_WITH_EXIT_CODE = 17;
    private static final String SEPARATORS = " \n().-/";
    private static final int LONGEST_GAP = 3;
    private static final int LONGEST_EXTENSION = 6;
    private static final List<String> EXTENSIONS = List.of("extension", "ext.", "ext", "x");
    private static final String INTERNATIONAL = "ZZ";
    private static final int NORTH_AMERICA = 1;

    private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
    private final List<Region> regions;

    /// @param regions ISO 3166-1 codes of the countries whose national numbers are known
    PhoneCheck(List<String> regions) {
        this.regions = regions.stream().map(this::region).toList();
        if (!plans.getSupportedRegions().containsAll(regions)) {
            throw new IllegalArgumentException(
                    "Unknown telephone region in " + regions + ": expected ISO 3166-1 codes such as US or DE");
        }
    }

    private Region region(String code) {
        return new Region(code, plans.getCountryCodeForRegion(code) == NORTH_AMERICA,
                "0".equals(plans.getNddPrefixForRegion(code, true)));
    }

    /// @param trunk whether national numbers are written with a 0 before
    private record Region(String code, boolean northAmerican, boolean trunk) {}

    @Override
    public Optional<Match> check(Candidate candidate) {
        if (!mayStart(candidate)) {
            return Check.refuse();
        }
        var run = DigitRun.of(candidate, firstDigit(candidate), MOST_WITH_EXIT_CODE, SEPARATORS, LONGEST_GAP);
        Optional<Match> best = Check.refuse();
        for (int groups = run.groups(); groups > 0; groups--) {
            var shape = new PhoneShape(candidate.text(), candidate.start(), run, groups);
            if (hasNumberLength(shape) && mayEnd(candidate, shape) && shape.isPlausible()) {
                Confidence confidence = level(candidate, shape);
                int end = afterExtension(candidate, shape.end());
                if (confidence == Confidence.LIKELY) {
                    return Check.accept(candidate.start(), end, confidence);
                }
                best = best.isPresent() ? best : Check.accept(candidate.start(), end, confidence);
            }
        }
        return best;
    }

    /// Not within a word, a longer number, a decimal number, an amount of money or a ticket number.
    private static boolean mayStart(Candidate candidate) {
        char before = candidate.before();
        boolean inside = "-./,+:".indexOf(before) >= 0 && candidate.isDigit(candidate.start() - 2);
        return !Characters.isWord(before) && !inside && "#$€£¥+".indexOf(before) < 0;
    }

    private static boolean hasNumberLength(PhoneShape shape) {
        int length = shape.run().length(shape.groups());
        return length >= FEWEST && (length <= MOST || shape.run().digits().startsWith("0"));
    }

    private static int firstDigit(Candidate candidate) {
        int i = candidate.start();
        while (!candidate.isDigit(i)) {
            i++;
        }
        return i;
    }

    private static boolean mayEnd(Candidate candidate, PhoneShape shape) {
        int end = shape.end();
        char next = candidate.at(end);
        if (candidate.isWord(end)) {
            return afterExtension(candidate, end) > end;
        }
        if ("-./,:+".indexOf(next) >= 0 && candidate.isDigit(end + 1)) {
            return false;
        }
        return "%€$£¥°".indexOf(next) < 0;
    }

    /// Index after an extension that begins at `end`, or `end`.
    private static int afterExtension(Candidate candidate, int end) {
        int start = afterSpace(candidate, candidate.at(end) == ',' ? end + 1 : end);
        for (String word : EXTENSIONS) {
            if (candidate.text().regionMatches(true, start, word, 0, word.length())) {
                int digits = afterSpace(candidate, start + word.length());
                int i = digits;
                while (i - digits < LONGEST_EXTENSION && candidate.isDigit(i)) {
                    i++;
                }
                return i > digits && !candidate.isWord(i) ? i : end;
            }
        }
        return end;
    }

    private static int afterSpace(Candidate candidate, int index) {
        return candidate.at(index) == ' ' || candidate.at(index) == '\n' ? index + 1 : index;
    }

    private Confidence level(Candidate candidate, PhoneShape shape) {
        boolean coded = candidate.before() == '-' || candidate.before() == '/';
        return !coded && isLikely(shape) ? Confidence.LIKELY : Confidence.POSSIBLE;
    }

    private boolean isLikely(PhoneShape shape) {
        String digits = shape.digits();
        if (shape.isInternational()) {
            return digits.length() <= MOST && isPossible("+" + digits);
        }
        if (shape.groups() == 1 || shape.isAmbiguous()) {
            return false;
        }
        if (shape.isNorthAmerican() && !shape.isSpacedOnly()) {
            return true;
        }
        if (digits.startsWith("00")) {
            return isPossible("+" + digits.substring(2));
        }
        return digits.length() <= MOST && isValidAnywhere(shape);
    }

    private boolean isPossible(String international) {
        return parse(international, INTERNATIONAL).filter(plans::isPossibleNumber).isPresent();
    }

    private boolean isValidAnywhere(PhoneShape shape) {
        for (Region region : regions) {
            if (mayBeOf(region, shape) && isValid(shape.digits(), region.code)) {
                return true;
            }
        }
        return false;
    }

    /// A country with a trunk prefix writes its national numbers with it; North America writes 3-3-4.
    private static boolean mayBeOf(Region region, PhoneShape shape) {
        return region.northAmerican ? shape.isNorthAmerican() : !region.trunk || shape.digits().startsWith("0");
    }

    private boolean isValid(String digits, String region) {
        return parse(digits, region).filter(number -> plans.isValidNumberForRegion(number, region)).isPresent();
    }

    private Optional<PhoneNumber> parse(String number, String region) {
        try {
            return Optional.of(plans.parse(number, region));
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }
}
