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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a row costs the publisher, as one thing after the other grows. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description = "A row's cost against tables, columns, size, transaction and partitions.")
final class ScaleCommand implements Callable<Integer> {

  @Mixin private RunOptions options = new RunOptions();

  @Option(
      names = "--dimensions",
      split = ",",
      description = "Default: all of ${COMPLETION-CANDIDATES}.")
  private List<Dimension> dimensions = List.of(Dimension.values());

  @Option(names = "--limit", description = "Leaves larger values of a dimension out.")
  private int limit = Integer.MAX_VALUE;

  /** A value of a dimension, and what a row cost there. */
  private record Cost(int value, DrainResult result) {
    double wallMicros() {
      return 1e6 / result.warmRowsPerSecond();
    }

    double cpuMicros() {
      return result.warmCpuMicros();
    }
  }

  @Override
  public Integer call() throws IOException, SQLException {
    Results results = options.results();
    Environment environment = Environment.current();
    StringBuilder text = new StringBuilder("Measured on: " + environment + ".\n");
    Map<Dimension, Object> figures = new LinkedHashMap<>();
    try (Broker broker = Broker.start()) {
      for (Dimension dimension : dimensions) {
        List<Cost> costs = new ArrayList<>();
        for (int value : dimension.steps()) {
          if (value <= limit) {
            costs.add(new Cost(value, run(broker, dimension, value, results)));
          }
        }
        table(text, dimension, costs);
        figures.put(dimension, costs.stream().map(ScaleCommand::figures).toList());
        results.text(
            "scale-" + dimension.name().toLowerCase(Locale.ROOT) + ".svg",
            picture(environment, dimension, costs));
      }
    }
    results.text("scale.md", text.toString());
    results.json("scale.json", Map.of("environment", environment, "costs", figures));
    return 0;
  }

  private DrainResult run(Broker broker, Dimension dimension, int value, Results results)
      throws SQLException {
    SyntheticLoad load = dimension.load(value, options);
    try (Backlog backlog = Backlog.build(load)) {
      return new Drain(backlog, broker, dimension.partitions(value), results.folder())
          .run(Contender.PUBLISHER, options.jvmOptions());
    }
  }

  private static void table(StringBuilder text, Dimension dimension, List<Cost> costs) {
    text.append(
        String.format(
            Locale.ROOT,
            """

            | %s | rows | µs a row | client CPU µs a row | allocated B/row | peak RSS MiB |
            |---|---|---|---|---|---|
            """,
            dimension.title()));
    for (Cost cost : costs) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %,d | %,d | %.2f | %.2f | %,d | %,d |\n",
              cost.value,
              cost.result.rows(),
              cost.wallMicros(),
              cost.cpuMicros(),
              cost.result.allocatedBytes() / cost.result.rows(),
              cost.result.peakBytes() >> 20));
    }
  }

  private static Map<String, Object> figures(Cost cost) {
    return Map.of(
        "value", cost.value,
        "rows", cost.result.rows(),
        "microsPerRow", cost.wallMicros(),
        "cpuMicrosPerRow", cost.cpuMicros(),
        "peakBytes", cost.result.peakBytes());
  }

  private static String picture(Environment environment, Dimension dimension, List<Cost> costs) {
    return LineChart.of(
        "What a row of the second half costs the publisher against " + dimension.title(),
        environment.toString(),
        new Axis(dimension.title(), Scale.LOGARITHMIC),
        new Axis("µs a row", Scale.LOGARITHMIC),
        List.of(
            new Series(
                "time",
                "#1f77b4",
                costs.stream().map(c -> new Point(c.value, c.wallMicros())).toList()),
            new Series(
                "client CPU",
                "#9bc4e2",
                costs.stream().map(c -> new Point(c.value, c.cpuMicros())).toList())));
  }
}
