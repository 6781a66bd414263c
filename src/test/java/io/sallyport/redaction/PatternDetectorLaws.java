package io.sallyport.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternDetectorLaws {

    private static final List<EntityRow> ROWS = EntityTable.rows(RedactionSettings.defaults().phoneRegions());
    private static final String ALL = ROWS.stream().map(row -> "(" + row.pattern() + ")")
            .collect(Collectors.joining("|"));
    private static final org.safere.Pattern LINEAR = org.safere.Pattern.compile(ALL);
    private static final java.util.regex.Pattern BACKTRACKING = java.util.regex.Pattern.compile(ALL);

    static LongStream seeds() {
        return Laws.seeds(100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theLinearEngineMatchesWhatThePlatformsDoes(long seed) {
        var texts = new Texts(seed);
        for (String text : List.of(texts.noise(120), texts.mixed(20), texts.dense(200))) {
            assertThat(matches(LINEAR.matcher(text).results().toList()))
                    .isEqualTo(matches(BACKTRACKING.matcher(text).results().toList()));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aMatchBeginsWithACharacterThatItsRowNames(long seed) {
        var texts = new Texts(seed);
        String text = texts.noise(200) + texts.mixed(20);
        for (EntityRow row : ROWS) {
            org.safere.Pattern.compile(row.pattern()).matcher(text).results()
                    .forEach(match -> assertThat(row.mayBegin(text.charAt(match.start()))).isTrue());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void addressesAreReadAsThePlatformReadsThem(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            String text = address(random);
            assertThat(IpAddress.isV6(text)).as(text).isEqualTo(!text.equals("::") && platformReads(text));
        }
    }

    /// Counts checks: a check is bounded by its row's longest span, so their number bounds the time.
    @ParameterizedTest
    @ValueSource(strings = {"1-1-", "a:a:", "a.a.a.", "1 ", "11 11 ", "@a", "a@a.", "ab12 ", "AB12", "(1", "1:", "::",
            "[[",
            "****", "1.1.", "+1", "123-45-", "4111 ", "[US_SSN_1", "９", "1\u200B", "a@", "12/"})
    void hostileTextTakesStepsInProportionToItsLength(String hostile) {
        long once = checks(hostile.repeat(4000 / hostile.length()));
        long fourfold = checks(hostile.repeat(16_000 / hostile.length()));
        assertThat(once).isLessThanOrEqualTo(4000L * ROWS.size() * 4);
        assertThat(fourfold).isLessThanOrEqualTo(5 * once + 500);
    }

    private static long checks(String text) {
        var checks = new AtomicLong();
        var counting = ROWS.stream().map(row -> counting(row, checks)).toList();
        try (var redactor = new Redactor(counting, List.of(new PatternDetector(counting)),
                new ScanThreads(1, Duration.ofMinutes(1)))) {
            var plan = RedactionPlan.of(EntityType.all(), new Treatment.Mask(2));
            assertThat(redactor.redact(text, plan, new Pseudonyms()).text()).isNotNull();
        }
        return checks.get();
    }

    private static EntityRow counting(EntityRow row, AtomicLong checks) {
        Check check = candidate -> {
            checks.incrementAndGet();
            Optional<Check.Match> match = row.check().check(candidate);
            match.ifPresent(found -> assertThat(found.end() - found.start()).isLessThanOrEqualTo(row.maxSpan()));
            return match;
        };
        return new EntityRow(row.type(), row.begins(), row.pattern(), check, row.maxSpan(), row.context(), row.unless(),
                row.normal(),
                row.documentation());
    }

    private static List<String> matches(List<MatchResult> results) {
        return results.stream().map(result -> {
            int group = 1;
            while (result.start(group) < 0) {
                group++;
            }
            return group + ":" + result.start() + "-" + result.end();
        }).toList();
    }

    private static String address(Random random) {
        var parts = new ArrayList<String>();
        int count = 1 + random.nextInt(9);
        for (int i = 0; i < count; i++) {
            parts.add(switch (random.nextInt(8)) {
                case 0 -> "";
                case 1 -> random.nextInt(300) + ".1.2." + random.nextInt(10);
                case 2 -> "12345";
                default -> Integer.toHexString(random.nextInt(0x10000));
            });
        }
        String text = String.join(":", parts);
        return random.nextInt(3) == 0 ? "::" + text : text;
    }

    private static boolean platformReads(String text) {
        try {
            return text.contains(":") && Inet6Address.ofLiteral(text) != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
