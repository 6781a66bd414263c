package io.sallyport.benchmarks;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// How long calls took, and how long they took together.
final class Latencies {

    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final double NANOS_PER_SECOND = 1_000_000_000;

    private final long[] sorted;
    private final long elapsed;

    /// @param nanos   of each call, in any order; at least one
    /// @param elapsed nanoseconds from the first call's start to the last one's end
    Latencies(long[] nanos, long elapsed) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("latencies are of at least one call");
        }
        this.sorted = nanos.clone();
        this.elapsed = elapsed;
        Arrays.sort(sorted);
    }

    /// All calls of several rounds.
    static Latencies of(Stream<Latencies> rounds) {
        return rounds.reduce(Latencies::with).orElseThrow();
    }

    private Latencies with(Latencies other) {
        var all = LongStream.concat(Arrays.stream(sorted), Arrays.stream(other.sorted)).toArray();
        return new Latencies(all, elapsed + other.elapsed);
    }

    /// The time in milliseconds within which so many of a hundred calls ended.
    double millis(int percent) {
        int place = (int) Math.ceil(sorted.length * percent / 100.0) - 1;
        return sorted[Math.max(0, place)] / NANOS_PER_MILLI;
    }

    int calls() {
        return sorted.length;
    }

    double callsPerSecond() {
        return sorted.length / (elapsed / NANOS_PER_SECOND);
    }
}
