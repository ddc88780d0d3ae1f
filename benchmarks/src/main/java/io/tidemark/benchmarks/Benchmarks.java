package io.tidemark.benchmarks;

import io.tidemark.benchmarks.report.Environment;
import io.tidemark.benchmarks.report.MicroReport;
import io.tidemark.benchmarks.workload.BenchmarkDatabase;
import io.tidemark.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the JMH benchmarks against one PostgreSQL, which it starts itself, and writes {@code
 * jmh.json} and the tables, {@code jmh.md}, to {@code benchmarks/target}.
 *
 * <p>The arguments are JMH's own; none means all of it. Starts from the project's folder.
 */
public final class Benchmarks {
  private static final Path RESULTS = Path.of("benchmarks", "target");

  private Benchmarks() {}

  /** Runs what the arguments select. */
  public static void main(String... arguments)
      throws CommandLineOptionException, RunnerException, IOException {
    Environment environment = Environment.current();
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
              .result(RESULTS.resolve("jmh.json").toString())
              .build();
      Collection<RunResult> results = new Runner(options).run();
      String report = MicroReport.of(results, environment);
      Files.writeString(RESULTS.resolve("jmh.md"), report);
      System.out.println(report);
    }
  }
}
