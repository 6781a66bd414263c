package io.sallyport.redaction;

import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// How long one passage of 2 KiB takes. Megabytes per second are 2048 divided by the microseconds.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RedactionBenchmark {

    private static final int PASSAGE = 2048;
    private static final RedactionPlan PLAN = RedactionPlan.of(EntityType.all(), new Treatment.Mask(4));
    private static final String PROSE = "The policyholder may cancel the contract within the period that section four "
            + "names, in writing and with effect from the end of the month. If the insurer learns of a change of risk, "
            + "it may ask for a higher premium; the policyholder is told of this at least six weeks before.\n\n";

    /// What the text is like.
    @Param({"prose", "pii", "numbers", "hostile"})
    public String kind = "prose";

    private Redactor redactor = Redactor.of(RedactionSettings.defaults());
    private String text = "";

    /// Makes the text.
    @Setup
    public void make() {
        var entities = new Entities(new Random(1));
        var made = new StringBuilder();
        while (made.length() < PASSAGE) {
            made.append(switch (kind) {
                case "prose" -> PROSE;
                case "pii" -> "Please write to " + entities.any().text() + " about it. ";
                case "numbers" -> "12.50 EUR, 4711 units; ";
                default -> "11 11 ";
            });
        }
        text = made.substring(0, PASSAGE);
    }

    /// Stops the threads.
    @TearDown
    public void close() {
        redactor.close();
    }

    /// The lower bound: looks at each character.
    @Benchmark
    public int floor() {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += text.charAt(i);
        }
        return sum;
    }

    /// A whole passage.
    @Benchmark
    public Redaction whole() {
        return redactor.redact(text, PLAN, new Pseudonyms());
    }

    /// The same in pieces of four characters.
    @Benchmark
    public void streamed(Blackhole out) {
        var stream = redactor.stream(PLAN, new Pseudonyms());
        for (int i = 0; i < text.length(); i += 4) {
            out.consume(stream.feed(text.substring(i, i + 4)));
        }
        out.consume(stream.finish());
    }
}
