package io.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every sealed body: it opens with its key at its place as it is, and in no other way.
class SealedBodyLaws {

    private static final BodyPlace PLACE = new BodyPlace("test/0/00000000", "q1", "e1", "Egressed", "prompt");
    private static final BodyKey BOB = key(1, Optional.of(Samples.BOB));
    private static final SecureRandom RANDOM = new SecureRandom();

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("sallyport.laws.rounds", 50));
    }

    private static BodyKey key(int seed, Optional<SubjectReference> owner) {
        return new BodyKey("%032x".formatted(seed), owner, AesGcm.key(Stage.secret(seed)), Optional.empty());
    }

    private static void assertShut(BodyKey key, BodyPlace place, byte[] body, String what) {
        assertThatThrownBy(() -> SealedBody.open(key, place, body)).as(what).isInstanceOf(NotAuthentic.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsSealedOpensAndEveryFlippedByteIsFound(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] text = new byte[random.nextInt(400)];
        random.nextBytes(text);
        BodyKey key = random.nextBoolean() ? BOB : key(2, Optional.empty());
        byte[] body = SealedBody.seal(key, PLACE, text, RANDOM);
        assertThat(body).hasSize(text.length + SealedBody.OVERHEAD);
        assertThat(SealedBody.open(key, PLACE, body)).isEqualTo(text);
        assertThat(SealedBody.keyName(body)).isEqualTo(key.name());
        for (int at = 0; at < body.length; at++) {
            byte[] flipped = body.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            assertShut(key, PLACE, flipped, "flipped byte " + at);
        }
        for (int length = 0; length < body.length; length++) {
            assertShut(key, PLACE, Arrays.copyOf(body, length), "cut to " + length);
        }
        assertShut(key, PLACE, Arrays.copyOf(body, body.length + 1), "one byte more");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aBodyOpensAtNoOtherPlaceAndUnderNoOtherKey(long seed) throws Exception {
        Random random = new Random(seed);
        List<BodyPlace> places = new ArrayList<>(List.of(PLACE));
        for (int i = 0; i < 5; i++) {
            places.add(new BodyPlace(name(random), name(random), name(random), name(random), name(random)));
        }
        places.addAll(List.of(new BodyPlace("test/0/00000001", "q1", "e1", "Egressed", "prompt"),
                new BodyPlace("test/0/00000000", "q2", "e1", "Egressed", "prompt"),
                new BodyPlace("test/0/00000000", "q1", "e2", "Egressed", "prompt"),
                new BodyPlace("test/0/00000000", "q1", "e1", "Disclosed", "prompt"),
                new BodyPlace("test/0/00000000", "q1", "e1", "Egressed", "query"),
                new BodyPlace("test/0/00000000q", "1", "e1", "Egressed", "prompt")));
        for (BodyPlace sealedAt : places) {
            byte[] body = SealedBody.seal(BOB, sealedAt, "text".getBytes(StandardCharsets.UTF_8), RANDOM);
            for (BodyPlace place : places) {
                if (place.equals(sealedAt)) {
                    assertThat(SealedBody.open(BOB, place, body)).hasSize(4);
                } else {
                    assertShut(BOB, place, body, sealedAt + " at " + place);
                }
            }
            BodyKey renamed = new BodyKey(BOB.id(), BOB.owner(), key(3, Optional.empty()).key(), Optional.empty());
            assertShut(renamed, sealedAt, body, "another key of that name");
            assertShut(key(4, BOB.owner()), sealedAt, body, "a later key of the subject");
            assertShut(key(1, Optional.of(Samples.OLGA)), sealedAt, body, "another subject");
        }
    }

    private static String name(Random random) {
        return random.ints(random.nextInt(4), 'a', 'd').collect(StringBuilder::new, StringBuilder::appendCodePoint,
                StringBuilder::append).toString();
    }

    @Test
    void theSameTextIsNeverSealedTheSameWay() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            byte[] body = SealedBody.seal(BOB, PLACE, new byte[8], RANDOM);
            assertThat(seen.add(Leaf.sha256Hex(body))).isTrue();
        }
    }

    @Test
    void neitherTextNorKeyIsInTheBody() {
        byte[] text = "the quick brown fox".getBytes(StandardCharsets.ISO_8859_1);
        String body = new String(SealedBody.seal(BOB, PLACE, text, RANDOM), StandardCharsets.ISO_8859_1);
        assertThat(body).doesNotContain("quick").contains(Samples.BOB.value())
                .doesNotContain(new String(Stage.secret(1), StandardCharsets.ISO_8859_1).substring(0, 8));
    }
}
