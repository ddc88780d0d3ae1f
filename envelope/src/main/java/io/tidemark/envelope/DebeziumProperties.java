package io.tidemark.envelope;

import io.tidemark.envelope.EventConfig.FailureHandling;
import io.tidemark.envelope.FormatConfig.UnavailableHandling;
import io.tidemark.envelope.type.TypeConfig;
import io.tidemark.envelope.type.TypeConfig.BinaryHandling;
import io.tidemark.envelope.type.TypeConfig.DecimalHandling;
import io.tidemark.envelope.type.TypeConfig.HstoreHandling;
import io.tidemark.envelope.type.TypeConfig.IntervalHandling;
import io.tidemark.envelope.type.TypeConfig.TimePrecision;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads an {@link EnvelopeConfig} from settings with Debezium's names; those of the JSON converter
 * start with {@code value.converter.} as in Kafka Connect.
 *
 * <pre>{@code
 * EnvelopeConfig config = DebeziumProperties.envelope(Map.of(
 *     "topic.prefix", "shop", "decimal.handling.mode", "string"));
 * }</pre>
 */
public final class DebeziumProperties {
  private static final String CONVERTER = "value.converter.";

  /** Settings that change nothing in the events of Debezium's PostgreSQL connector either. */
  private static final List<String> WITHOUT_EFFECT =
      List.of("include.schema.comments", "schema.refresh.mode");

  private DebeziumProperties() {}

  /**
   * The envelope's part of a connector's settings.
   *
   * @throws IllegalArgumentException naming each setting that is unknown or has a bad value
   */
  public static EnvelopeConfig envelope(Map<String, String> properties) {
    PropertyReader reader = new PropertyReader(properties);
    WITHOUT_EFFECT.forEach(name -> reader.text(name, ""));
    EnvelopeConfig config = read(reader);
    reader.finish();
    return config;
  }

  /** Whether {@link #envelope} takes a setting of this name. */
  public static boolean knows(String name) {
    PropertyReader reader = new PropertyReader(Map.of());
    read(reader);
    return WITHOUT_EFFECT.contains(name) || reader.asksFor(name);
  }

  private static EnvelopeConfig read(PropertyReader reader) {
    TopicConfig topics =
        new TopicConfig(
            reader.text("topic.prefix", "tidemark"),
            reader.text("topic.delimiter", "."),
            reader.text("topic.transaction", "transaction"),
            reader.text("topic.heartbeat.prefix", "__debezium-heartbeat"),
            null);
    return EnvelopeConfig.builder(topics.prefix())
        .topics(topics)
        .types(types(reader))
        .events(events(reader))
        .format(format(reader))
        .filters(filters(reader))
        .columns(ColumnProperties.read(reader))
        .names(
            new NamingConfig(
                reader.choice("field.name.adjustment.mode", NameAdjustment.NONE),
                reader.choice("schema.name.adjustment.mode", NameAdjustment.NONE)))
        .build();
  }

  private static TypeConfig types(PropertyReader reader) {
    return TypeConfig.builder()
        .decimals(reader.choice("decimal.handling.mode", DecimalHandling.PRECISE))
        .times(reader.choice("time.precision.mode", TimePrecision.ADAPTIVE))
        .intervals(reader.choice("interval.handling.mode", IntervalHandling.NUMERIC))
        .binaries(reader.choice("binary.handling.mode", BinaryHandling.BYTES))
        .hstores(reader.choice("hstore.handling.mode", HstoreHandling.JSON))
        .moneyFractionDigits(reader.number("money.fraction.digits", 2))
        .includeUnknown(reader.flag("include.unknown.datatypes", false))
        .unavailableValue(
            reader.text("unavailable.value.placeholder", TypeConfig.DEFAULT_UNAVAILABLE_VALUE))
        .numericDecimals(
            reader.text(CONVERTER + "decimal.format", "BASE64").equalsIgnoreCase("NUMERIC"))
        .build();
  }

  private static EventConfig events(PropertyReader reader) {
    return new EventConfig(
        reader.flag("tombstones.on.delete", true),
        operations(reader.list("skipped.operations", "t")),
        reader.flag("skip.messages.without.change", false),
        reader.flag("provide.transaction.metadata", false),
        reader.flag("extended.headers.enabled", true),
        reader.choice("event.converting.failure.handling.mode", FailureHandling.FAIL));
  }

  private static Set<Operation> operations(List<String> codes) {
    Set<Operation> operations = EnumSet.noneOf(Operation.class);
    if (codes.equals(List.of("none"))) {
      return operations;
    }
    for (String code : codes) {
      switch (code) {
        case "c" -> operations.add(Operation.CREATE);
        case "u" -> operations.add(Operation.UPDATE);
        case "d" -> operations.add(Operation.DELETE);
        case "t" -> operations.add(Operation.TRUNCATE);
        default ->
            throw new IllegalArgumentException(
                "skipped.operations: expected c, u, d, t, or none alone; found \"" + code + "\"");
      }
    }
    return operations;
  }

  private static FormatConfig format(PropertyReader reader) {
    return new FormatConfig(
        reader.flag(CONVERTER + "schemas.enable", false),
        reader.flag(CONVERTER + "replace.null.with.default", false),
        reader.choice("unavailable.value.handling", UnavailableHandling.PLACEHOLDER));
  }

  private static FilterConfig filters(PropertyReader reader) {
    return new FilterConfig(
        selection(reader, "schema."),
        selection(reader, "table."),
        selection(reader, "column."),
        selection(reader, "message.prefix."));
  }

  private static Selection selection(PropertyReader reader, String kind) {
    return Selection.of(
        reader.text(kind + "include.list", ""), reader.text(kind + "exclude.list", ""));
  }
}
