package io.sallyport.redaction;

/// The way a candidate telephone number is written: digit groups and what stands between them.
///
/// @param text the folded text
/// @param start index of the first character, which may be `+` or `(`
/// @param run the digit groups
/// @param groups how many of them belong to this candidate
record PhoneShape(String text, int start, DigitRun run, int groups) {

    private static final int MOST_GROUPS = 7;
    private static final int LONGEST_IN_PARENTHESES = 5;

    int end() {
        return run.end(groups);
    }

    String digits() {
        return run.digits(groups);
    }

    boolean isInternational() {
        return text.charAt(start) == '+' || text.startsWith("(+", start);
    }

    /// Whether people group telephone numbers so: not a date, a decimal number, an IP address or a list of numbers.
    boolean isPlausible() {
        return groups <= MOST_GROUPS && hasBalancedParentheses() && hasNoLoneDigits() && slashes() <= 1
                && !isOneDigit() && chunksArePlausible();
    }

    /// Whether the sizes of the groups are exactly these.
    boolean hasSizes(int... sizes) {
        if (groups != sizes.length) {
            return false;
        }
        for (int i = 0; i < groups; i++) {
            if (run.size(i) != sizes[i]) {
                return false;
            }
        }
        return true;
    }

    /// North American: 3-3-4 digits, with or without the 1 before.
    boolean isNorthAmerican() {
        return hasSizes(3, 3, 4) || hasSizes(1, 3, 3, 4) && digits().startsWith("1")
                || hasSizes(3, 3, 3, 4) && digits().startsWith("001");
    }

    /// Written like something else that is as common: an amount (12 345 678 or 1.234.567), a social security number,
    /// a postal code of the United States (12345-6789), a clause (252.227-7014).
    boolean isAmbiguous() {
        boolean socialSecurity = hasSizes(3, 2, 4) && !isSpacedOnly();
        boolean postalCode = hasSizes(5, 4) && gap(0).equals("-");
        boolean clause = groups == 3 && gap(0).equals(".") && gap(1).equals("-");
        return socialSecurity || postalCode || clause || isThousands();
    }

    boolean isSpacedOnly() {
        for (int i = 0; i + 1 < groups; i++) {
            if (!gap(i).isBlank()) {
                return false;
            }
        }
        return text.charAt(start) != '(';
    }

    private boolean isThousands() {
        if (groups < 2 || run.size(0) > 3 || digits().startsWith("0") || text.charAt(start) == '(') {
            return false;
        }
        for (int i = 1; i < groups; i++) {
            boolean same = gap(i - 1).equals(gap(0));
            if (run.size(i) != 3 || !same || !gap(0).equals(" ") && !gap(0).equals(".")) {
                return false;
            }
        }
        return true;
    }

    private String gap(int after) {
        return text.substring(run.ends()[after], run.ends()[after + 1] - run.size(after + 1));
    }

    private boolean hasBalancedParentheses() {
        int open = -1;
        int pairs = 0;
        for (int i = start; i < end(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                if (open >= 0) {
                    return false;
                }
                open = i;
            } else if (c == ')') {
                if (open < 0 || i - open > LONGEST_IN_PARENTHESES + 1) {
                    return false;
                }
                open = -1;
                pairs++;
            }
        }
        return open < 0 && pairs <= 2;
    }

    private boolean hasNoLoneDigits() {
        for (int i = 2; i < groups; i++) {
            if (run.size(i) == 1) {
                return false;
            }
        }
        return groups < 2 || run.size(0) > 1 || run.size(1) > 1;
    }

    private int slashes() {
        int slashes = 0;
        for (int i = start; i < end(); i++) {
            slashes += text.charAt(i) == '/' ? 1 : 0;
        }
        return slashes;
    }

    /// Whether one digit is repeated throughout.
    private boolean isOneDigit() {
        String digits = digits();
        int i = 1;
        while (i < digits.length() && digits.charAt(i) == digits.charAt(0)) {
            i++;
        }
        return i == digits.length();
    }

    private boolean chunksArePlausible() {
        int first = 0;
        for (int i = 0; i < groups; i++) {
            if (i + 1 == groups || gap(i).isBlank()) {
                if (!chunkIsPlausible(first, i)) {
                    return false;
                }
                first = i + 1;
            }
        }
        return true;
    }

    private boolean chunkIsPlausible(int first, int last) {
        return switch (last - first) {
            case 1 -> !isDecimal(first) && !isYears(first);
            case 2 -> !isDate(first);
            case 3 -> !isDotted(first, last);
            default -> true;
        };
    }

    private boolean isDecimal(int first) {
        String whole = run.group(first);
        return gap(first).equals(".") && whole.length() <= 3 && (whole.length() == 1 || whole.charAt(0) != '0');
    }

    private boolean isYears(int first) {
        return isYear(first) && isYear(first + 1) && (gap(first).equals("-") || gap(first).equals("/"));
    }

    private boolean isYear(int index) {
        return run.size(index) == 4 && (run.group(index).startsWith("19") || run.group(index).startsWith("20"));
    }

    private boolean isDate(int first) {
        boolean separated = gap(first).length() == 1 && "-./".contains(gap(first));
        if (!separated || !gap(first).equals(gap(first + 1))) {
            return false;
        }
        return run.size(first) == 4 && isDayAndMonth(first + 1) || run.size(first + 2) % 2 == 0 && isDayAndMonth(first);
    }

    private boolean isDayAndMonth(int index) {
        if (run.size(index) > 2 || run.size(index + 1) > 2) {
            return false;
        }
        int one = Integer.parseInt(run.group(index));
        int other = Integer.parseInt(run.group(index + 1));
        return Math.min(one, other) >= 1 && Math.min(one, other) <= 12 && Math.max(one, other) <= 31;
    }

    private boolean isDotted(int first, int last) {
        for (int i = first; i <= last; i++) {
            if (run.size(i) > 3 || i < last && !gap(i).equals(".")) {
                return false;
            }
        }
        return true;
    }
}
