package io.sallyport.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The same load on several targets in turn, round after round, so that whatever else the machine does falls on all of
/// them alike.
final class Rounds {

    private final Map<String, Load.Call> targets;
    private final List<Map<String, Latencies>> rounds = new ArrayList<>();

    private Rounds(Map<String, Load.Call> targets) {
        this.targets = targets;
    }

    /// Runs the load `count` times on each target, in the order of the map.
    static Rounds run(int count, Load load, Map<String, Load.Call> targets) {
        var rounds = new Rounds(new LinkedHashMap<>(targets));
        for (int round = 0; round < count; round++) {
            var measured = new LinkedHashMap<String, Latencies>();
            rounds.targets.forEach((name, call) -> measured.put(name, load.run(call)));
            rounds.rounds.add(measured);
        }
        return rounds;
    }

    /// The calls of all rounds on one target.
    Latencies of(String target) {
        return Latencies.of(rounds.stream().map(round -> round(round, target)));
    }

    /// A figure of each round: lowest, median and highest.
    String spread(ToDoubleFunction<Round> figure) {
        var values = rounds.stream().mapToDouble(round -> figure.applyAsDouble(name -> round(round, name))).sorted()
                .toArray();
        return String.format(Locale.ROOT, "%.2f … **%.2f** … %.2f", values[0], values[values.length / 2],
                values[values.length - 1]);
    }

    /// A table of all targets.
    String table() {
        var table = new StringBuilder(Latencies.head());
        targets.keySet().forEach(name -> table.append('\n').append(of(name).row(name)));
        return table.toString();
    }

    private static Latencies round(Map<String, Latencies> round, String target) {
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
