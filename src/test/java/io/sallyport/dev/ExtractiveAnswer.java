package io.sallyport.dev;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Answers a question with the one to three sentences of the passages that share the most of its rare words, each with
/// its passage's number: `They move in May [2].` The same prompt always gets the same answer.
final class ExtractiveAnswer {
    static final String NOTHING = "I found nothing about this in the documents I was given.";
    private static final int MOST = 3;
    private static final double WORTH_OF_BEST = 0.5;
    private static final double WORTH_OF_TITLE = 0.3;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern END = Pattern.compile("[.!?:;]+$");
    private static final Set<String> STOP_WORDS = Set.of("""
            a about after all also am an and any are as at be been before but by can could did do does for from get
            give had has have how i if in is it its many may me much must my no not of on or our please s say shall
            should so tell than that the their them then there these they this those to us was we were what when where
            which who whom whose why will with would you your""".split("\\s+"));
    private static final List<String> ENDINGS = List.of("ings", "ing", "edly", "ed", "es", "s", "e");

    private record Sentence(PromptPassage passage, String text, Set<String> stems) {}

    private record Scored(Sentence sentence, double score) {}

    private ExtractiveAnswer() {}

    /// The answer to a prompt's last user message.
    static String to(String message) {
        var sentences = PromptPassage.in(message).stream().flatMap(ExtractiveAnswer::sentences).toList();
        var best = best(sentences, stems(PromptPassage.question(message)));
        return best.isEmpty() ? NOTHING : best.stream().map(ExtractiveAnswer::cited).collect(Collectors.joining(" "));
    }

    private static Stream<Sentence> sentences(PromptPassage passage) {
        return MarkdownSentences.of(passage.text()).stream().map(text -> new Sentence(passage, text, stems(text)));
    }

    /// The best sentences in the order of the passages; equals are taken once.
    private static List<Sentence> best(List<Sentence> sentences, Set<String> question) {
        var weights = question.stream().collect(Collectors.toMap(Function.identity(), stem -> weight(stem, sentences)));
        var scored = sentences.stream().map(sentence -> new Scored(sentence, score(sentence, weights)))
                .filter(candidate -> candidate.score() > 0)
                .sorted(Comparator.comparingDouble(Scored::score).reversed()).toList();
        var least = scored.stream().mapToDouble(Scored::score).findFirst().orElse(0) * WORTH_OF_BEST;
        return scored.stream().filter(candidate -> candidate.score() >= least).map(Scored::sentence).distinct()
                .limit(MOST).sorted(Comparator.comparingInt(sentences::indexOf)).toList();
    }

    /// Rare words tell more: 1 for a word in every sentence, growing with the logarithm of its rarity.
    private static double weight(String stem, List<Sentence> sentences) {
        var having = sentences.stream().filter(sentence -> sentence.stems().contains(stem)).count();
        return 1 + Math.log((1.0 + sentences.size()) / (1.0 + having));
    }

    /// The weight of the shared words, up to 30 % more in a passage whose title has them too.
    private static double score(Sentence sentence, Map<String, Double> weights) {
        var titled = score(stems(sentence.passage().title()), weights) / score(weights.keySet(), weights);
        return score(sentence.stems(), weights) * (1 + WORTH_OF_TITLE * titled);
    }

    private static double score(Set<String> stems, Map<String, Double> weights) {
        return stems.stream().mapToDouble(stem -> weights.getOrDefault(stem, 0.0)).sum();
    }

    private static String cited(Sentence sentence) {
        var text = sentence.text();
        var end = END.matcher(text);
        var mark = end.find() ? end.group() : ".";
        return END.matcher(text).replaceFirst("") + " [" + sentence.passage().number() + "]"
                + (mark.matches("[:;]+") ? "." : mark);
    }

    private static Set<String> stems(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group)
                .filter(word -> !STOP_WORDS.contains(word)).map(ExtractiveAnswer::stem)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String stem(String word) {
        if (word.endsWith("ies") && word.length() > 4) {
            return word.substring(0, word.length() - 3) + "y";
        }
        return ENDINGS.stream().filter(ending -> word.endsWith(ending) && word.length() - ending.length() >= 3)
                .findFirst().map(ending -> word.substring(0, word.length() - ending.length())).orElse(word);
    }
}
