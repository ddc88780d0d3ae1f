package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.report.Axis;
import io.tidemark.benchmarks.report.Axis.Scale;
import io.tidemark.benchmarks.report.Environment;
import io.tidemark.benchmarks.report.LineChart;
import io.tidemark.benchmarks.report.LineChart.Point;
import io.tidemark.benchmarks.report.LineChart.Series;
import io.tidemark.benchmarks.report.Results;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the publisher needs of memory. */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    description = "The publisher's rate against its heap, and a transaction larger than any heap.")
final class MemoryCommand implements Callable<Integer> {
  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--heaps", split = ",", description = "In MiB. Default: ${DEFAULT-VALUE}.")
  private List<Integer> heaps = List.of(32, 64, 128, 256, 512, 1024);

  @Option(names = "--rounds", description = "How often. Default: ${DEFAULT-VALUE}.")
  private int rounds = 3;

  @Option(
      names = "--transaction",
      description = "Rows of the large transaction, 0 for none. Default: ${DEFAULT-VALUE}.")
  private long transaction = 10_000_000;

  @Option(
      names = "--transaction-heap",
      description = "In MiB, for the large transaction. Default: ${DEFAULT-VALUE}.")
  private int transactionHeap = 128;

  /** A run of the publisher. */
  private record Run(int heapMiB, DrainResult result) {}

  @Override
  public Integer call() throws IOException, SQLException {
    Results results = options.results();
    List<Run> runs = new ArrayList<>();
    StringBuilder text = new StringBuilder("Measured on: " + Environment.current() + ".\n");
    try (Broker broker = Broker.start()) {
      Load narrow = options.load(StandardLoad.Kind.NARROW);
      try (Backlog backlog = Backlog.build(narrow)) {
        Drain drain = new Drain(backlog, broker, 1, results.folder());
        for (int round = 0; round < rounds; round++) {
          for (int heap : heaps) {
            runs.add(new Run(heap, drain.run(Contender.PUBLISHER, jvmOptions(heap))));
          }
        }
      }
      table(text, narrow, heaps, runs);
      if (transaction > 0) {
        Load large = new OneTransaction(transaction);
        try (Backlog backlog = Backlog.build(large)) {
          Drain drain = new Drain(backlog, broker, 1, results.folder());
          Run run =
              new Run(transactionHeap, drain.run(Contender.PUBLISHER, jvmOptions(transactionHeap)));
          table(text, large, List.of(transactionHeap), List.of(run));
        }
      }
    }
    results.text("memory.md", text.toString());
    results.json(
        "memory.json", Map.of("environment", Environment.current(), "runs", figures(runs)));
    results.text("memory.svg", picture(runs));
    return 0;
  }

  private static List<String> jvmOptions(int heapMiB) {
    return List.of("-Xmx" + heapMiB + "m");
  }

  private static void table(StringBuilder text, Load load, List<Integer> heaps, List<Run> runs) {
    text.append(
        String.format(
            Locale.ROOT,
            """

            ### %,d rows: %s

            | heap MiB | rows/s | 2nd half | client CPU s per million | peak RSS MiB |
            |---|---|---|---|---|
            """,
            load.rows(),
            load.title()));
    for (int heap : heaps) {
      Medians medians = medians(heap, runs);
      text.append(
          String.format(
              Locale.ROOT,
              "| %d | %,.0f | %,.0f | %.2f | %,.0f |\n",
              heap,
              medians.of(Contender.PUBLISHER, DrainResult::rowsPerSecond),
              medians.of(Contender.PUBLISHER, DrainResult::warmRowsPerSecond),
              medians.of(Contender.PUBLISHER, r -> r.perMillionRows(r.clientCpuSeconds())),
              medians.of(Contender.PUBLISHER, r -> r.peakBytes() / 1048576.0)));
    }
  }

  private static Medians medians(int heap, List<Run> runs) {
    return new Medians(runs.stream().filter(run -> run.heapMiB == heap).map(Run::result).toList());
  }

  private String picture(List<Run> runs) {
    List<Point> points =
        heaps.stream()
            .map(
                heap ->
                    new Point(
                        heap,
                        medians(heap, runs).of(Contender.PUBLISHER, DrainResult::rowsPerSecond)))
            .toList();
    return LineChart.of(
        "The publisher's rate against its heap, narrow inserts",
        Environment.current().toString(),
        new Axis("heap, MiB", Scale.LOGARITHMIC),
        new Axis("rows/s", Scale.LINEAR),
        List.of(new Series(Contender.PUBLISHER.title(), Contender.PUBLISHER.color(), points)));
  }

  private static List<Map<String, Object>> figures(List<Run> runs) {
    return runs.stream()
        .map(
            run ->
                Map.<String, Object>of(
                    "heapMiB", run.heapMiB,
                    "rowsPerSecond", run.result.rowsPerSecond(),
                    "clientCpuSeconds", run.result.clientCpuSeconds(),
                    "peakBytes", run.result.peakBytes()))
        .toList();
  }
}
