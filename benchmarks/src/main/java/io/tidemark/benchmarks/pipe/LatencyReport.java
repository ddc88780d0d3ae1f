package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.report.Axis;
import io.tidemark.benchmarks.report.Axis.Scale;
import io.tidemark.benchmarks.report.Environment;
import io.tidemark.benchmarks.report.LineChart;
import io.tidemark.benchmarks.report.LineChart.Point;
import io.tidemark.benchmarks.report.LineChart.Series;
import io.tidemark.benchmarks.report.Results;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The table, the figures and the pictures of latencies. Immutable. */
record LatencyReport(Environment environment, List<LatencyResult> runs) {
  private static final double[] PERCENTILES = {0, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99};

  /** Writes {@code latency.md}, {@code latency.json} and a picture for each rate. */
  void write(Results results) throws IOException {
    results.text("latency.md", table());
    results.json("latency.json", Map.of("environment", environment, "runs", figures()));
    for (int rate : runs.stream().map(LatencyResult::rate).distinct().toList()) {
      results.text("latency-" + rate + ".svg", picture(rate));
    }
  }

  private String table() {
    StringBuilder text = new StringBuilder("Measured on: " + environment + ".\n");
    text.append(
        """

        Milliseconds from the return of the commit to the consumer's receipt; in parentheses from when the
        transaction was due, so with the commit itself and whatever held the writer up.

        | transactions/s (committed) | system | p50 | p99 | p99.9 | max | client cores | walsender cores |
        |---|---|---|---|---|---|---|---|
        """);
    for (LatencyResult run : runs) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %,d (%,.0f) | %s | %s | %s | %s | %s | %.2f | %.2f |\n",
              run.rate(),
              run.reached(),
              run.system().title(),
              cell(run, 50),
              cell(run, 99),
              cell(run, 99.9),
              cell(run, 100),
              run.clientCores(),
              run.walsenderCores()));
    }
    return text.toString();
  }

  private static String cell(LatencyResult run, double percentile) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f)",
        millis(run.fromCommit(), percentile),
        millis(run.fromDue(), percentile));
  }

  private static double millis(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / 1e3;
  }

  private String picture(int rate) {
    List<Series> series = new ArrayList<>();
    for (LatencyResult run : runs) {
      if (run.rate() == rate) {
        List<Point> points = new ArrayList<>();
        for (double percentile : PERCENTILES) {
          // A logarithmic axis has no zero, and the commit may return after the event has arrived
          double value = Math.max(0.1, millis(run.fromCommit(), percentile));
          points.add(new Point(100 / (100 - percentile), value));
        }
        series.add(new Series(run.system().title(), run.system().color(), points));
      }
    }
    return LineChart.of(
        String.format(Locale.ROOT, "Commit to consumer at %,d transactions/s", rate),
        environment.toString(),
        new Axis("percentile", Scale.PERCENTILE),
        new Axis("milliseconds", Scale.LOGARITHMIC),
        series);
  }

  private List<Map<String, Object>> figures() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (LatencyResult run : runs) {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("system", run.system());
      figures.put("rate", run.rate());
      figures.put("reached", run.reached());
      figures.put("clientCores", run.clientCores());
      figures.put("walsenderCores", run.walsenderCores());
      for (double percentile : new double[] {50, 90, 99, 99.9, 99.99, 100}) {
        figures.put("p" + percentile + "Millis", millis(run.fromCommit(), percentile));
        figures.put("p" + percentile + "FromDueMillis", millis(run.fromDue(), percentile));
      }
      all.add(figures);
    }
    return all;
  }
}
