package io.sallyport.gateway;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Reads which passages an answer cites, and completes an answer that cites fewer than it must.
final class CitedNumbers {

    private static final Pattern CITED = Pattern.compile("\\[(\\d{1,3}(?:\\s*,\\s*\\d{1,3}){0,20})]");

    private CitedNumbers() {}

    /// The numbers cited, ascending, only those of passages that exist.
    static List<Integer> in(String answer, int passages) {
        var numbers = new TreeSet<Integer>();
        var matcher = CITED.matcher(answer);
        while (matcher.find()) {
            for (String number : matcher.group(1).split("\\s*,\\s*")) {
                numbers.add(Integer.valueOf(number));
            }
        }
        numbers.removeIf(number -> number < 1 || number > passages);
        return List.copyOf(numbers);
    }

    /// What is appended so that the answer cites at least `minimum` passages: the passages it was made from.
    static String completion(List<Integer> cited, int minimum, int passages) {
        if (cited.size() >= minimum) {
            return "";
        }
        return IntStream.rangeClosed(1, passages)
                .mapToObj("[%d]"::formatted)
                .collect(Collectors.joining(" ", "\n\nSources: ", ""));
    }
}
