package io.tidemark.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.report.Environment;
import io.tidemark.benchmarks.report.MicroReport;
import io.tidemark.benchmarks.workload.BenchmarkDatabase;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark once, in this JVM, for whether it still works: the times mean nothing. */
final class BenchmarksSmokeTest {

  @Test
  void everyBenchmarkRunsWithEveryParameter() throws RunnerException {
    BenchmarkDatabase.url();
    Options once =
        new OptionsBuilder()
            .mode(Mode.SingleShotTime)
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();

    Collection<RunResult> results = new Runner(once).run();

    assertThat(results)
        .extracting(result -> name(result.getParams().getBenchmark()))
        .containsOnly(
            "debeziumJson",
            "debeziumTuples",
            "debeziumValues",
            "tidemarkJson",
            "tidemarkRecords",
            "tidemarkSlices",
            "tidemarkValues");
    assertThat(MicroReport.of(results, Environment.current()))
        .as("every cell of the tables is filled")
        .contains("narrow insert", "faster")
        .doesNotContain("–");
  }

  private static String name(String qualified) {
    return qualified.substring(qualified.lastIndexOf('.') + 1);
  }
}
