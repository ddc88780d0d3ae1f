package io.tidemark.benchmarks.report;

import io.debezium.connector.postgresql.Module;
import io.tidemark.benchmarks.report.Measurements.Measurement;
import io.tidemark.benchmarks.workload.ValueType;
import io.tidemark.benchmarks.workload.WireFormat;
import io.tidemark.benchmarks.workload.Workload;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;

/** The tables of one JMH run, in Markdown; a dash where the run left a benchmark out. */
public final class MicroReport {
  private final Measurements measurements;
  private final StringBuilder text = new StringBuilder();

  private MicroReport(Measurements measurements) {
    this.measurements = measurements;
  }

  /** Renders a run. */
  public static String of(Collection<RunResult> results, Environment environment) {
    MicroReport report = new MicroReport(new Measurements(results));
    report.text.append("Measured on: ").append(environment).append(".\n");
    report.comparison(
        "Messages parsed",
        "DecodeBenchmark.debeziumTuples",
        "a ReplicationMessage, its values unread",
        "DecodeBenchmark.tidemarkSlices",
        "callbacks, every column's slice visited");
    report.tidemark("DecodeBenchmark.debeziumTuples", "DecodeBenchmark.tidemarkRecords", "records");
    report.comparison(
        "Every value read as a Java object or primitive",
        "DecodeBenchmark.debeziumValues",
        "values",
        "DecodeBenchmark.tidemarkValues",
        "getters of Tuple");
    report.comparison(
        "Key and value as JSON bytes",
        "EnvelopeBenchmark.debeziumJson",
        "emitter, Struct, JsonConverter",
        "EnvelopeBenchmark.tidemarkJson",
        "EnvelopeEncoder");
    report.types();
    return report.text.toString();
  }

  private void comparison(
      String title, String debezium, String debeziumStep, String tidemark, String tidemarkStep) {
    text.append("\n### ").append(title).append("\n\n");
    row(
        "ns a row (bytes allocated)",
        workload -> workload.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    row("---", workload -> "---");
    row(
        "Debezium " + Module.version() + ": " + debeziumStep,
        workload -> measurements.find(debezium, workload).map(MicroReport::cell).orElse("–"));
    tidemark(debezium, tidemark, tidemarkStep);
  }

  private void tidemark(String debezium, String tidemark, String step) {
    for (WireFormat format : WireFormat.values()) {
      row(
          "Tidemark, " + format.name().toLowerCase(Locale.ROOT) + ": " + step,
          workload ->
              measurements
                  .find(tidemark, workload, format)
                  .map(ours -> cell(ours) + ratio(measurements.find(debezium, workload), ours))
                  .orElse("–"));
    }
  }

  private void types() {
    text.append("\n### A value of each type as JSON\n\n")
        .append("| ns a value, its column's name included | text | binary |\n|---|---|---|\n");
    for (ValueType type : ValueType.values()) {
      text.append("| ").append(type.name().toLowerCase(Locale.ROOT));
      for (WireFormat format : WireFormat.values()) {
        text.append(" | ")
            .append(
                measurements
                    .find("ValueBenchmark.tidemarkJson", type, format)
                    .map(value -> "%.1f".formatted(value.nanos()))
                    .orElse("–"));
      }
      text.append(" |\n");
    }
  }

  private void row(String first, Function<Workload, String> cell) {
    text.append("| ")
        .append(first)
        .append(" | ")
        .append(Arrays.stream(Workload.values()).map(cell).collect(Collectors.joining(" | ")))
        .append(" |\n");
  }

  private static String cell(Measurement measurement) {
    return "%,.0f (%,.0f)".formatted(measurement.nanos(), measurement.bytes());
  }

  private static String ratio(Optional<Measurement> debezium, Measurement ours) {
    return debezium
        .map(theirs -> ", %.1f× faster".formatted(theirs.nanos() / ours.nanos()))
        .orElse("");
  }
}
