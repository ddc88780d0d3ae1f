package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What every kind of run can be told. */
final class RunOptions {
  @Option(
      names = "--scale",
      description =
          "How much of the full number of rows: 0.2 is a short run. Default: ${DEFAULT-VALUE}.")
  private double scale = 1;

  @Option(names = "--output", description = "Where results go. Default: ${DEFAULT-VALUE}.")
  private Path output = Path.of("benchmarks", "target", "pipe");

  @Option(
      names = "--jvm",
      split = " ",
      description = "Options of each client's JVM. Default: ${DEFAULT-VALUE}.")
  private List<String> jvm = List.of("-Xms256m", "-Xmx2g");

  Results results() throws IOException {
    return Results.in(output);
  }

  List<String> jvmOptions() {
    return jvm;
  }

  /** An even number of rows. */
  Load load(StandardLoad.Kind kind) {
    return new StandardLoad(kind, rows(kind.fullSize()));
  }

  long rows(long fullSize) {
    return Math.max(2, Math.round(fullSize * scale / 2) * 2);
  }
}
