package io.tidemark.benchmarks;

import io.tidemark.benchmarks.workload.BenchmarkDatabase;
import io.tidemark.testing.TestPostgres;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the JMH benchmarks against one PostgreSQL, which it starts itself. The arguments are JMH's
 * own; none means all of it.
 */
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String... arguments) throws CommandLineOptionException, RunnerException {
    try (TestPostgres postgres = TestPostgres.start()) {
      Options options =
          new OptionsBuilder()
              .parent(new CommandLineOptions(arguments))
              .addProfiler(GCProfiler.class)
              .jvmArgsAppend(
                  "-Xms1g",
                  "-Xmx1g",
                  "-D" + BenchmarkDatabase.URL_PROPERTY + "=" + BenchmarkDatabase.prepare(postgres))
              .resultFormat(ResultFormatType.JSON)
              .result("benchmarks/target/jmh.json")
              .build();
      new Runner(options).run();
    }
  }
}
