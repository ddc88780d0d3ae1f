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
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What lies beyond one walsender. */
@Command(
    name = "slots",
    mixinStandardHelpOptions = true,
    description = "Drains one backlog through one to four slots at once, dealt out in two ways.")
final class SlotsCommand implements Callable<Integer> {
  private static final long FULL_SIZE = 3_000_000;
  private static final List<String> COLORS = List.of("#888888", "#c8c8c8", "#1f77b4", "#9bc4e2");

  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--rounds", description = "How often. Default: ${DEFAULT-VALUE}.")
  private int rounds = 3;

  @Option(names = "--most", description = "Slots at the end. Default: ${DEFAULT-VALUE}.")
  private int most = 4;

  @Option(names = "--systems", split = ",", description = "Default: ${DEFAULT-VALUE}.")
  private List<Contender> systems = List.of(Contender.RAW, Contender.PUBLISHER);

  /** What so many slots gave together, in every round. */
  private record Total(Split split, Contender system, int slots, List<Double> rowsPerSecond) {
    double median() {
      return Medians.of(rowsPerSecond.stream().mapToDouble(rate -> rate).sorted().toArray());
    }
  }

  @Override
  public Integer call() throws IOException, SQLException {
    Results results = options.results();
    List<Total> totals = new ArrayList<>();
    try (Broker broker = Broker.start()) {
      for (Split split : Split.values()) {
        totals.addAll(measure(split, broker, results));
      }
    }
    results.text("slots.md", table(totals));
    results.text("slots.svg", picture(totals));
    results.json("slots.json", Map.of("environment", Environment.current(), "totals", totals));
    return 0;
  }

  private List<Total> measure(Split split, Broker broker, Results results) throws SQLException {
    SplitLoad load = SplitLoad.of(split, most, options.rows(FULL_SIZE));
    List<Total> totals =
        systems.stream()
            .flatMap(
                system ->
                    IntStream.rangeClosed(1, most)
                        .mapToObj(slots -> new Total(split, system, slots, new ArrayList<>())))
            .toList();
    try (Backlog backlog = Backlog.build(load)) {
      ParallelDrain drain = new ParallelDrain(backlog, load, broker, results.folder());
      for (int round = 0; round < rounds; round++) {
        for (Total total : totals) {
          double rate = drain.rowsPerSecond(total.system, total.slots, options.jvmOptions());
          total.rowsPerSecond.add(rate);
          System.out.printf(
              "%s, round %d, %s, slots %d: %,.0f rows/s%n",
              split.title(), round + 1, total.system.title(), total.slots, rate);
        }
      }
    }
    return totals;
  }

  private String table(List<Total> totals) {
    StringBuilder text = new StringBuilder("Measured on: " + Environment.current() + ".\n");
    text.append("\nRows a second of all slots together, and times what one slot gave.\n");
    for (Contender system : systems) {
      text.append("\n| ").append(system.title()).append(" |");
      IntStream.rangeClosed(1, most).forEach(n -> text.append(" %d |".formatted(n)));
      text.append("\n|---|").append("---|".repeat(most)).append('\n');
      for (Split split : Split.values()) {
        text.append("| ").append(split.title()).append(" |");
        List<Total> line = line(totals, split, system);
        for (Total total : line) {
          text.append(
              String.format(
                  Locale.ROOT,
                  " %,.0f (%.2f) |",
                  total.median(),
                  total.median() / line.get(0).median()));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static List<Total> line(List<Total> totals, Split split, Contender system) {
    return totals.stream().filter(total -> total.split == split && total.system == system).toList();
  }

  private String picture(List<Total> totals) {
    List<Series> series = new ArrayList<>();
    for (Contender system : systems) {
      for (Split split : Split.values()) {
        series.add(
            new Series(
                system.title() + ", " + split.title(),
                COLORS.get(series.size() % COLORS.size()),
                line(totals, split, system).stream()
                    .map(total -> new Point(total.slots, total.median()))
                    .toList()));
      }
    }
    return LineChart.of(
        "Rows per second of several slots together",
        Environment.current().toString(),
        new Axis("slots", Scale.LINEAR),
        new Axis("rows/s", Scale.LINEAR),
        series);
  }
}
