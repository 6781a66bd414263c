package io.sallyport.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Documents and questions of invented words that are as frequent as those of a language (Zipf), some with personal
/// data, under mixed ACLs and classifications. The same every time.
final class Corpus {

    private static final long SEED = 20260914;
    private static final int WORDS = 6_000;
    private static final int WORDS_PER_DOCUMENT = 900;
    private static final int WORDS_PER_SENTENCE = 14;
    /// Questions use none of the most frequent words, as after removing stop words.
    private static final int MOST_FREQUENT = 20;
    private static final int RAREST_ASKED = 3_000;
    private static final int QUESTIONS = 64;
    private static final List<String> SYLLABLES = List.of("ba", "ce", "di", "fo", "gu", "ha", "kel", "lin", "mor", "nu",
            "par", "qui", "ro", "sten", "tal", "ul", "ver", "wen", "xa", "yor", "zim");
    private static final List<String> LEVELS = List.of("public", "internal", "internal", "confidential");
    private static final List<List<String>> ALLOWED = List.of(
            List.of("everyone"), List.of("group:all-staff"), List.of("group:finance", "role:analyst"));

    private final List<String> words;
    private final double[] cumulated;

    Corpus() {
        var random = new Random(SEED);
        this.words = IntStream.range(0, WORDS).mapToObj(rank -> word(random, rank)).toList();
        this.cumulated = IntStream.range(0, WORDS).mapToDouble(rank -> 1.0 / (rank + 1)).toArray();
        Arrays.parallelPrefix(cumulated, Double::sum);
    }

    private static String word(Random random, int rank) {
        int syllables = 2 + random.nextInt(3);
        var word = new StringBuilder();
        for (int at = 0; at < syllables; at++) {
            word.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
        }
        return word.append((char) ('a' + rank % 26)).toString();
    }

    /// A document of about five chunks as the bulk API takes it.
    Map<String, Object> document(int number) {
        var random = new Random(SEED + number);
        var document = new LinkedHashMap<String, Object>();
        document.put("id", "bench-" + number);
        document.put("title", words(random, 4));
        document.put("text", text(random, number));
        document.put("classification", LEVELS.get(random.nextInt(LEVELS.size())));
        document.put("acl", Map.of("allow", ALLOWED.get(random.nextInt(ALLOWED.size())), "deny",
                random.nextInt(10) == 0 ? List.of("user:alice") : List.of()));
        document.put("attributes", Map.of("region", "eu", "department", "engineering", "tags",
                random.nextInt(10) == 0 ? List.of("personal-data") : List.of("handbook")));
        return document;
    }

    /// Questions of three to eight words.
    List<String> questions() {
        var random = new Random(SEED);
        return IntStream.range(0, QUESTIONS)
                .mapToObj(number -> IntStream.range(0, 3 + random.nextInt(6))
                        .mapToObj(at -> words.get(MOST_FREQUENT + random.nextInt(RAREST_ASKED - MOST_FREQUENT)))
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    private String text(Random random, int number) {
        var text = new StringBuilder();
        for (int word = 0; word < WORDS_PER_DOCUMENT; word += WORDS_PER_SENTENCE) {
            text.append(words(random, WORDS_PER_SENTENCE)).append(". ");
            if (random.nextInt(30) == 0) {
                text.append("Write to person").append(number).append("@halden.example or call +49 30 901820. ");
            }
        }
        return text.toString();
    }

    private String words(Random random, int count) {
        return IntStream.range(0, count).mapToObj(at -> frequent(random)).collect(Collectors.joining(" "));
    }

    private String frequent(Random random) {
        int found = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[WORDS - 1]);
        return words.get(Math.min(WORDS - 1, found < 0 ? -found - 1 : found));
    }
}
