package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.report.Environment;
import io.tidemark.benchmarks.report.Results;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The comparison of systems that drain the same backlog. */
@Command(
    name = "drain",
    mixinStandardHelpOptions = true,
    description = "Drains each backlog with each system, in turn, and compares.")
final class DrainCommand implements Callable<Integer> {
  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--rounds", description = "How often. Default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  @Option(names = "--loads", split = ",", description = "Default: all of ${COMPLETION-CANDIDATES}.")
  private List<StandardLoad.Kind> loads = List.of(StandardLoad.Kind.values());

  @Option(
      names = "--systems",
      split = ",",
      description = "Of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private List<Contender> systems =
      List.of(
          Contender.RAW,
          Contender.BLOCKING,
          Contender.RECVLOGICAL,
          Contender.STREAM,
          Contender.PUBLISHER,
          Contender.DEBEZIUM,
          Contender.DEBEZIUM_DEFAULT,
          Contender.CONNECT,
          Contender.CONNECT_DEFAULT);

  @Override
  public Integer call() throws IOException, SQLException {
    Results results = options.results();
    DrainReport report = new DrainReport(Environment.current());
    List<Contender> installed = systems.stream().filter(Contender::isInstalled).toList();
    try (Broker broker = Broker.start()) {
      for (StandardLoad.Kind kind : loads) {
        Load load = options.load(kind);
        try (Backlog backlog = Backlog.build(load)) {
          Drain drain = new Drain(backlog, broker, 1, results.folder());
          for (int round = 0; round < rounds; round++) {
            for (Contender system : rotated(installed, round)) {
              DrainResult result = drain.run(system, options.jvmOptions());
              report.add(load, result);
              System.out.printf(
                  "%s, round %d, %s: %,.0f rows/s%n",
                  load.title(), round + 1, system.title(), result.rowsPerSecond());
            }
          }
        }
      }
    }
    report.write(results);
    return 0;
  }

  /** No system always comes after the same one. */
  private static List<Contender> rotated(List<Contender> systems, int round) {
    List<Contender> order = new ArrayList<>(systems);
    Collections.rotate(order, -round);
    return order;
  }
}
