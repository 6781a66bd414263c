package io.sallyport.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every text and every size of chunk.
class ChunkerLaws {

    private static final List<String> PIECES = List.of(
            "Rent", "the", "office", "e.g.", "Dr.", "3.14", "x", ". ", "! ", "? ", ", ", " ", "  ", "\n", "\n\n",
            "\r\n",
            "\t", "# Heading\n", "\n## Costs of the move\n", "- item\n", "1. first\n", "> quoted\n",
            "```\ncode();\n```\n",
            "| a | b |\n", "日本語の文。", "。", "é", "e\u0301", "😀", "👩‍👩‍👧", "\u00a0", "\u200b", "\u0000",
            "averyveryverylongwordthatgoesonandonwithoutanybreakwhatsoever", "----", "\"quoted.\" ", "(see [1]) ");

    static LongStream seeds() {
        return LongStream.range(0, 300L * Integer.getInteger("sallyport.laws.rounds", 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noCharacterIsLostOrInvented(long seed) {
        var random = random(seed);
        String text = text(random);
        var rebuilt = new StringBuilder();
        for (Span chunk : chunker(random).spans(text)) {
            assertThat(chunk.start()).as("seed %d", seed).isLessThanOrEqualTo(rebuilt.length());
            assertThat(chunk.end()).as("seed %d", seed).isGreaterThan(rebuilt.length());
            rebuilt.append(text, rebuilt.length(), chunk.end());
        }
        assertThat(rebuilt.toString()).as("seed %d", seed).isEqualTo(Tokens.of(text).count() == 0 ? "" : text);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noChunkExceedsTheLimitOrIsBlank(long seed) {
        var random = random(seed);
        String text = text(random);
        int limit = 1 + random.nextInt(30);
        for (String chunk : new Chunker(limit, random.nextInt(limit)).cut(text)) {
            assertThat(Tokens.of(chunk).count()).as("seed %d: %s", seed, chunk).isBetween(1, limit);
            assertThat(chunk.isBlank()).as("seed %d", seed).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neighboursShareAtMostTheOverlap(long seed) {
        var random = random(seed);
        String text = text(random);
        int limit = 10 + random.nextInt(30);
        int overlap = random.nextInt(limit);
        Span before = new Span(0, 0, 0, 0);
        for (Span chunk : new Chunker(limit, overlap).spans(text)) {
            assertThat(before.last() - chunk.first()).as("seed %d", seed).isBetween(0, overlap);
            before = chunk;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noCharacterIsCutInHalf(long seed) {
        var random = random(seed);
        String text = text(random);
        for (String chunk : chunker(random).cut(text)) {
            assertThat(Text.isWellFormed(chunk)).as("seed %d", seed).isTrue();
        }
    }

    private static Chunker chunker(RandomGenerator random) {
        int limit = 1 + random.nextInt(60);
        return new Chunker(limit, random.nextInt(limit));
    }

    private static String text(RandomGenerator random) {
        var text = new StringBuilder();
        int pieces = random.nextInt(200);
        for (int at = 0; at < pieces; at++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
