package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.report.BarChart;
import io.tidemark.benchmarks.report.Environment;
import io.tidemark.benchmarks.report.Results;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables, the figures and the picture of a comparison. Not thread-safe. */
final class DrainReport {
  private final Environment environment;
  private final Map<Load, List<DrainResult>> runs = new LinkedHashMap<>();

  DrainReport(Environment environment) {
    this.environment = environment;
  }

  void add(Load load, DrainResult result) {
    runs.computeIfAbsent(load, key -> new ArrayList<>()).add(result);
  }

  /** Writes {@code drain.md}, {@code drain.json} and {@code drain.svg}. */
  void write(Results results) throws IOException {
    results.text("drain.md", table());
    results.text("drain.svg", picture());
    results.json("drain.json", Map.of("environment", environment, "runs", figures()));
  }

  String table() {
    StringBuilder text = new StringBuilder("Measured on: " + environment + ".\n");
    runs.forEach((load, results) -> table(text, load, new Medians(results)));
    return text.toString();
  }

  private static void table(StringBuilder text, Load load, Medians medians) {
    int rounds = medians.rates(medians.systems().get(0)).size();
    text.append(
        """

        ### %,d rows: %s

        Median of %d interleaved rounds. CPU in seconds a million rows.

        | system | rows/s | of the limit | × best Debezium | 2nd half | client CPU | 2nd half | walsender CPU | \
        broker CPU | peak RSS MiB | B allocated/row |
        |---|---|---|---|---|---|---|---|---|---|---|
        """
            .formatted(load.rows(), load.title(), rounds));
    for (Contender system : medians.systems()) {
      text.append(
          String.format(
                  Locale.ROOT,
                  "| %s | %,.0f | %.2f | %.2f | %,.0f | %.2f | %.2f | %.2f | %.2f | %,.0f | %,.0f |\n",
                  system.title(),
                  medians.of(system, DrainResult::rowsPerSecond),
                  medians.ratio(system, Contender.RAW),
                  medians.ratio(
                      system,
                      Contender.DEBEZIUM,
                      Contender.DEBEZIUM_DEFAULT,
                      Contender.CONNECT,
                      Contender.CONNECT_DEFAULT),
                  medians.of(system, DrainResult::warmRowsPerSecond),
                  medians.of(system, r -> r.perMillionRows(r.clientCpuSeconds())),
                  medians.of(system, DrainResult::warmCpuMicros),
                  medians.of(system, r -> r.perMillionRows(r.walsenderCpuSeconds())),
                  medians.of(system, r -> r.perMillionRows(r.brokerCpuSeconds())),
                  medians.of(system, r -> r.peakBytes() / 1048576.0),
                  medians.of(system, r -> (double) r.allocatedBytes() / r.rows()))
              .replace("NaN", "–"));
    }
  }

  private String picture() {
    List<BarChart.Panel> panels = new ArrayList<>();
    runs.forEach(
        (load, results) -> {
          Medians medians = new Medians(results);
          panels.add(
              new BarChart.Panel(
                  load.title(),
                  "rows/s",
                  medians.systems().stream()
                      .map(
                          system ->
                              new BarChart.Bar(
                                  system.title(),
                                  medians.of(system, DrainResult::rowsPerSecond),
                                  medians.rates(system),
                                  system.color()))
                      .toList()));
        });
    return BarChart.of(
        "Draining a backlog: median and single runs", environment.toString(), panels);
  }

  private List<Map<String, Object>> figures() {
    List<Map<String, Object>> all = new ArrayList<>();
    runs.forEach(
        (load, results) -> results.forEach(result -> all.add(figures(load.title(), result))));
    return all;
  }

  private static Map<String, Object> figures(String load, DrainResult result) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("load", load);
    figures.put("system", result.system());
    figures.put("rows", result.rows());
    figures.put("seconds", result.seconds());
    figures.put("rowsPerSecond", result.rowsPerSecond());
    figures.put("warmRowsPerSecond", result.warmRowsPerSecond());
    figures.put("secondsSinceLaunch", result.secondsSinceLaunch());
    figures.put("clientCpuSeconds", result.clientCpuSeconds());
    figures.put("warmClientCpuMicrosPerRow", result.warmCpuMicros());
    figures.put("walsenderCpuSeconds", result.walsenderCpuSeconds());
    figures.put("brokerCpuSeconds", result.brokerCpuSeconds());
    figures.put("peakBytes", result.peakBytes());
    figures.put("allocatedBytes", result.allocatedBytes());
    return figures;
  }
}
