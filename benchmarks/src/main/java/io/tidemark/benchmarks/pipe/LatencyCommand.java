package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.report.Environment;
import io.tidemark.benchmarks.report.Results;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long an event takes from the commit to a consumer. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = "Times each event of a steady load, from its commit to a consumer's receipt.")
final class LatencyCommand implements Callable<Integer> {
  @Mixin private RunOptions options = new RunOptions();

  @Option(
      names = "--rates",
      split = ",",
      description = "Single-row transactions a second. Default: ${DEFAULT-VALUE}.")
  private List<Integer> rates = List.of(1_000, 10_000);

  @Option(names = "--seconds", description = "Measured. Default: ${DEFAULT-VALUE}.")
  private int seconds = 30;

  @Option(names = "--warm-up", description = "Seconds before that. Default: ${DEFAULT-VALUE}.")
  private int warmUp = 15;

  @Option(names = "--systems", split = ",", description = "Default: ${DEFAULT-VALUE}.")
  private List<Contender> systems =
      List.of(Contender.PUBLISHER, Contender.DEBEZIUM_LATENCY, Contender.DEBEZIUM_DEFAULT);

  @Override
  public Integer call() throws IOException, SQLException {
    Results results = options.results();
    List<LatencyResult> all = new ArrayList<>();
    try (Broker broker = Broker.start()) {
      Latency latency =
          new Latency(
              broker, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), results.folder());
      for (int rate : rates) {
        for (Contender system : systems) {
          all.add(latency.run(system, rate, options.jvmOptions()));
        }
      }
    }
    new LatencyReport(Environment.current(), all).write(results);
    return 0;
  }
}
