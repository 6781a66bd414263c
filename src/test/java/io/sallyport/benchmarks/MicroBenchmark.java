package io.sallyport.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// The JMH benchmarks on the test class path, with settings short enough for every run. Choose some with
/// `-Dsallyport.benchmark.jmh=<pattern>`.
class MicroBenchmark {

    private static final String LIST = "/META-INF/BenchmarkList";
    private static final TimeValue ITERATION = TimeValue.seconds(1);

    @Test
    void benchmarksOfSingleParts() throws RunnerException {
        assumeThat(MicroBenchmark.class.getResource(LIST)).as("JMH benchmarks on the class path").isNotNull();
        var options = new OptionsBuilder()
                .include(System.getProperty("sallyport.benchmark.jmh", ".*"))
                .forks(1)
                .warmupIterations(2).warmupTime(ITERATION)
                .measurementIterations(3).measurementTime(ITERATION)
                .addProfiler(CpuTime.class)
                .shouldFailOnError(true)
                .build();
        var results = new Runner(options).run();
        assertThat(results).isNotEmpty();
        report(results);
    }

    private static void report(Collection<RunResult> results) {
        var report = new Report("4-parts", "Single parts")
                .line("JMH, one fork, 2 × 1 s to warm up, 3 × 1 s measured.").line("")
                .line("| benchmark | parameters | score | error | unit | CPU us/op |")
                .line("|---|---|---:|---:|---|---:|");
        results.forEach(result -> report.line(row(result)));
        report.write();
    }

    private static String row(RunResult run) {
        Result<?> score = run.getPrimaryResult();
        var parameters = run.getParams();
        String values = parameters.getParamsKeys().stream().map(parameters::getParam).collect(Collectors.joining(", "));
        String name = parameters.getBenchmark().replaceAll("^.*\\.(\\w+\\.\\w+)$", "$1");
        return String.format(java.util.Locale.ROOT, "| %s | %s | %.2f | %.2f | %s | %.2f |", name, values,
                score.getScore(),
                score.getScoreError(), score.getScoreUnit(),
                Objects.requireNonNull(run.getSecondaryResults().get(CpuTime.NAME)).getScore());
    }
}
