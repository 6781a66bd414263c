package io.sallyport.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes texts with planted entities, from a seed.
final class Texts {

    private static final List<String> WORDS = List.of("the", "claim", "of", "Mr", "Ms", "was", "paid", "to", "a", "in",
            "May", "policyholder", "B", "AB", "HRB", "no.", "call", "phone:", "account", "ssn", "reaches", "us", "at",
            "(see", "page)", "Zürich", "don't", "e-mail", "**bold**", "42", "3.5", "v1.2", "2024-01-15", "10:30", "§",
            "100%", "—", "x", "IBAN", "and", "invoice", "section", "电话", "ありがとう", "😀", "naïve", "[1]", "****", "...",
            "A1B2", "1st", "[EMAIL_ADDRESS_1]", "[PERSON_1]", "[IBAN_CODE]", "C++", "a::b", "std::vector");
    private static final List<String> GAPS = List.of(" ", " ", " ", " ", " ", "\n", "\n\n", "  ", "\t", ", ", "; ",
            ". ",
            ": ", " (", ") ", "\r\n", "\u00A0", "\u3000", " - ", "/", "\n \n", "\"", "'", " | ");
    private static final String FUZZ = "0123456789 0123456789  abAZ@.:-+/()[]*_%\n\t\r,'x１２＠．：－\u00A0\u200B\u2011\uD835\uDFCE\uD83D\uDE00é电\uFFFF";

    private final Random random;
    private final Entities entities;

    /// A text and the spans of what was planted in it.
    record Planted(String text, List<Finding> spans) {}

    Texts(long seed) {
        this.random = new Random(seed);
        this.entities = new Entities(random);
    }

    Random random() {
        return random;
    }

    /// Words, gaps, entities glued to nothing, sometimes noise.
    String mixed(int pieces) {
        var text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(switch (random.nextInt(10)) {
                case 0, 1 -> entities.any().text();
                case 2 -> noise(random.nextInt(12));
                default -> WORDS.get(random.nextInt(WORDS.size()));
            });
            text.append(GAPS.get(random.nextInt(GAPS.size())));
        }
        return text.toString();
    }

    /// Entities among words and line ends, so that each is a whole entity and its span is known.
    Planted planted(int pieces) {
        var text = new StringBuilder();
        var spans = new ArrayList<Finding>();
        for (int i = 0; i < pieces; i++) {
            text.append(random.nextInt(4) == 0 ? "reference" : WORDS.get(random.nextInt(WORDS.size())));
            if (random.nextInt(3) == 0) {
                Entities.Entity entity = entities.any();
                text.append(" was told ");
                spans.add(new Finding(entity.type(), text.length(), text.length() + entity.text().length(),
                        Confidence.LIKELY, "planted"));
                text.append(entity.text()).append(random.nextBoolean() ? ", then" : " or else");
            }
            text.append(random.nextInt(5) == 0 ? "\n" : " ");
        }
        return new Planted(text.toString(), spans);
    }

    /// Anything from an alphabet of what matters.
    String noise(int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(FUZZ.charAt(random.nextInt(FUZZ.length())));
        }
        return text.toString();
    }

    /// Long stretches without a safe cut.
    String dense(int length) {
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append(switch (random.nextInt(5)) {
                case 0 -> entities.any().text() + " ";
                case 1 -> random.nextInt(1000) + " ";
                case 2 -> random.nextInt(100) + "\n";
                case 3 -> "a1".repeat(random.nextInt(40)) + " ";
                default -> "1 ".repeat(random.nextInt(20));
            });
        }
        return text.toString();
    }

    /// Random pieces of `text`, down to single characters.
    List<String> split(String text) {
        int longest = 1 + random.nextInt(20);
        var pieces = new ArrayList<String>();
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(longest));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }
}
