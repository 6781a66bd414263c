package io.sallyport.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The same load on several targets in turn, round after round, so that whatever else the machine does falls on all of
/// them alike.
final class Rounds {

    private static final double NANOS_PER_MILLI = 1_000_000;

    private final Map<String, Load.Call> targets;
    private final Map<String, ProcessHandle> processes;
    private final List<Map<String, Measured>> rounds = new ArrayList<>();

    /// @param cpu what each process spent, by its name
    private record Measured(Latencies latencies, Map<String, Duration> cpu) {}

    private Rounds(Map<String, Load.Call> targets, Map<String, ProcessHandle> processes) {
        this.targets = new LinkedHashMap<>(targets);
        this.processes = new LinkedHashMap<>(processes);
    }

    /// Runs the load `count` times on each target, in the order of the map.
    ///
    /// @param processes whose processor time is of interest
    static Rounds run(int count, Load load, Map<String, Load.Call> targets, Map<String, ProcessHandle> processes) {
        var rounds = new Rounds(targets, processes);
        for (int round = 0; round < count; round++) {
            var measured = new LinkedHashMap<String, Measured>();
            rounds.targets.forEach((name, call) -> measured.put(name, rounds.measure(load, call)));
            rounds.rounds.add(measured);
        }
        return rounds;
    }

    private Measured measure(Load load, Load.Call call) {
        var before = cpu();
        var latencies = load.run(call);
        var spent = cpu();
        spent.replaceAll((name, after) -> after.minus(before.getOrDefault(name, Duration.ZERO)));
        return new Measured(latencies, spent);
    }

    private Map<String, Duration> cpu() {
        var cpu = new LinkedHashMap<String, Duration>();
        processes.forEach((name, process) -> cpu.put(name, process.info().totalCpuDuration().orElse(Duration.ZERO)));
        return cpu;
    }

    /// The calls of all rounds on one target.
    Latencies of(String target) {
        return Latencies.of(rounds.stream().map(round -> measured(round, target).latencies()));
    }

    /// A figure of each round: lowest, median and highest.
    String spread(ToDoubleFunction<Round> figure) {
        var values = rounds.stream()
                .mapToDouble(round -> figure.applyAsDouble(name -> measured(round, name).latencies()))
                .sorted()
                .toArray();
        return String.format(Locale.ROOT, "%.2f … **%.2f** … %.2f", values[0], values[values.length / 2],
                values[values.length - 1]);
    }

    /// A table of all targets: latencies, and the processor time of each process for one call.
    String table() {
        var head = new StringBuilder("| | p50 ms | p95 ms | p99 ms | calls/s |");
        var line = new StringBuilder("|---|---:|---:|---:|---:|");
        processes.keySet().forEach(name -> {
            head.append(" CPU ms/call, ").append(name).append(" |");
            line.append("---:|");
        });
        var table = head.append('\n').append(line);
        targets.keySet().forEach(target -> table.append('\n').append(row(target)));
        return table.toString();
    }

    private String row(String target) {
        var latencies = of(target);
        var row = new StringBuilder(String.format(Locale.ROOT, "| %s | %.2f | %.2f | %.2f | %.0f |", target,
                latencies.millis(50), latencies.millis(95), latencies.millis(99), latencies.callsPerSecond()));
        for (String process : processes.keySet()) {
            long nanos = rounds.stream().mapToLong(round -> spent(measured(round, target), process)).sum();
            row.append(String.format(Locale.ROOT, " %.2f |", nanos / NANOS_PER_MILLI / latencies.calls()));
        }
        return row.toString();
    }

    private static long spent(Measured measured, String process) {
        return measured.cpu().getOrDefault(process, Duration.ZERO).toNanos();
    }

    private static Measured measured(Map<String, Measured> round, String target) {
        var found = round.get(target);
        if (found == null) {
            throw new IllegalArgumentException("no target is called " + target);
        }
        return found;
    }

    /// One round's latencies by target.
    interface Round {
        Latencies of(String target);
    }
}
