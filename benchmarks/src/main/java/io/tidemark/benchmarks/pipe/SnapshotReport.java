package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.report.Environment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The table of {@link SnapshotCommand}. Belongs to one thread. */
final class SnapshotReport {
  private final Environment environment;
  private final long rows;
  private final Map<SnapshotContender, List<SnapshotResult>> runs =
      new EnumMap<>(SnapshotContender.class);

  SnapshotReport(Environment environment, long rows) {
    this.environment = environment;
    this.rows = rows;
  }

  void add(SnapshotContender reader, SnapshotResult result) {
    runs.computeIfAbsent(reader, key -> new ArrayList<>()).add(result);
  }

  Map<String, Object> json() {
    return Map.of("environment", environment, "rows", rows, "runs", runs);
  }

  String table() {
    StringBuilder text = new StringBuilder("Measured on: " + environment + ".\n");
    text.append(
        """

        ### %,d rows of the narrow table, by snapshot

        Medians of interleaved rounds.

        | system | rounds | rows/s | of COPY | × Debezium's best | 2nd half | of COPY |\
         client CPU s/M rows | broker CPU s/M rows |
        |---|---|---|---|---|---|---|---|---|
        """
            .formatted(rows));
    runs.forEach(
        (reader, results) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %d | %,.0f | %s | %s | %,.0f | %s | %.1f | %.1f |\n",
                    reader.title(),
                    results.size(),
                    median(reader, SnapshotResult::rowsPerSecond),
                    ratio(reader, SnapshotResult::rowsPerSecond, SnapshotContender.COPY),
                    ratio(
                        reader,
                        SnapshotResult::rowsPerSecond,
                        SnapshotContender.DEBEZIUM,
                        SnapshotContender.DEBEZIUM_PARALLEL),
                    median(reader, SnapshotResult::secondHalf),
                    ratio(reader, SnapshotResult::secondHalf, SnapshotContender.COPY),
                    median(reader, SnapshotResult::clientCpu) * 1e6 / rows,
                    median(reader, SnapshotResult::brokerCpu) * 1e6 / rows)));
    return text.toString();
  }

  private double median(SnapshotContender reader, ToDoubleFunction<SnapshotResult> figure) {
    return Medians.of(
        runs.getOrDefault(reader, List.of()).stream().mapToDouble(figure).sorted().toArray());
  }

  /** Of the fastest of the others; empty when none of them ran. */
  private String ratio(
      SnapshotContender reader,
      ToDoubleFunction<SnapshotResult> figure,
      SnapshotContender... others) {
    OptionalDouble best =
        Arrays.stream(others)
            .filter(runs::containsKey)
            .mapToDouble(other -> median(other, figure))
            .max();
    return best.isPresent()
        ? String.format(Locale.ROOT, "%.2f", median(reader, figure) / best.getAsDouble())
        : "";
  }
}
