package io.sallyport.redaction;

/// Groups of digits with separators between them, walked from a start as far as they go.
///
/// @param digits all digits
/// @param ends for each group, the index after its last digit
/// @param counts for each group, how many digits there are up to its end
/// @param groups how many groups there are
record DigitRun(String digits, int[] ends, int[] counts, int groups) {

    private static final int MOST_GROUPS = 24;

    /// Walks at most `most` digits; a group that would go beyond is left out. Between two groups stand one to
    /// `gap` characters of `separators`, at most one of them a newline.
    static DigitRun of(Candidate candidate, int start, int most, String separators, int gap) {
        var digits = new StringBuilder();
        var ends = new int[MOST_GROUPS];
        var counts = new int[MOST_GROUPS];
        int groups = 0;
        int next = start;
        while (next >= 0 && groups < MOST_GROUPS) {
            int end = next;
            while (candidate.isDigit(end) && end - next <= most) {
                end++;
            }
            if (end == next || digits.length() + end - next > most) {
                break;
            }
            digits.append(candidate.text(), next, end);
            ends[groups] = end;
            counts[groups++] = digits.length();
            next = afterGap(candidate, end, separators, gap);
        }
        return new DigitRun(digits.toString(), ends, counts, groups);
    }

    /// Index of the digit after the gap that begins at `start`, -1 if there is no such gap.
    static int afterGap(Candidate candidate, int start, String separators, int gap) {
        int i = start;
        int newlines = 0;
        while (i - start < gap && separators.indexOf(candidate.at(i)) >= 0 && i < candidate.text().length()) {
            newlines += candidate.at(i) == '\n' ? 1 : 0;
            i++;
        }
        return i > start && newlines < 2 && candidate.isDigit(i) ? i : -1;
    }

    /// Digits of the first `count` groups.
    String digits(int count) {
        return digits.substring(0, counts[count - 1]);
    }

    /// How many digits the first `count` groups have.
    int length(int count) {
        return counts[count - 1];
    }

    /// Index after the first `count` groups.
    int end(int count) {
        return ends[count - 1];
    }

    /// Digits in the group at `index`.
    int size(int index) {
        return counts[index] - (index == 0 ? 0 : counts[index - 1]);
    }

    /// Digits of the group at `index`.
    String group(int index) {
        return digits.substring(counts[index] - size(index), counts[index]);
    }
}
