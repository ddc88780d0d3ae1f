package io.tidemark.benchmarks.pipe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Everything that benchmarks/README.md shows. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = "Makes all measurements, and leaves them where benchmarks/README.md shows them.")
final class PublishCommand implements Callable<Integer> {
  private static final List<List<String>> LONG =
      List.of(
          List.of("drain"),
          List.of("latency"),
          List.of("start-up"),
          List.of("first-event", "--archive"),
          List.of("memory"),
          List.of("scale"),
          List.of("slots"),
          List.of("snapshot"));

  /** What benchmarks/README.md shows, in about an hour and a half on two cores. */
  private static final List<List<String>> SHORT =
      List.of(
          List.of(
              "drain",
              "--rounds=5",
              "--scale=0.5",
              "--systems=raw,blocking,stream,publisher,debezium,connect"),
          List.of("latency", "--seconds=30", "--warm-up=60"),
          List.of("start-up", "--rounds=3", "--scale=0.5", "--systems=publisher"),
          List.of("first-event", "--rounds=5", "--archive"),
          List.of("memory", "--rounds=1", "--scale=0.3", "--heaps=32,64,128,512"),
          List.of("scale", "--scale=0.3"),
          List.of("slots", "--rounds=1", "--scale=0.3"),
          List.of("snapshot", "--rounds=2", "--scale=0.4"));

  @Option(
      names = "--short",
      description = "Fewer rounds and rows: what benchmarks/README.md shows.")
  private boolean brief;

  @Option(names = "--output", description = "Where results go. Default: ${DEFAULT-VALUE}.")
  private Path output = Path.of("benchmarks", "results");

  /** A measurement that fails does not take the others with it. */
  @Override
  public Integer call() {
    int worst = 0;
    for (List<String> measurement : brief ? SHORT : LONG) {
      List<String> arguments = new ArrayList<>(measurement);
      arguments.add("--output=" + output);
      worst =
          Math.max(worst, PipeBenchmark.commandLine().execute(arguments.toArray(String[]::new)));
    }
    return worst;
  }
}
