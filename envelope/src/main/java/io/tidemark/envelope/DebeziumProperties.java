package io.tidemark.envelope;

import io.tidemark.envelope.EnvelopeSetting.Section;
import io.tidemark.envelope.FormatConfig.Unavailable;
import io.tidemark.envelope.FormatConfig.UnavailableHandling;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads an {@link EnvelopeConfig} from settings with Debezium's names; those of the JSON converter
 * start with {@code key.converter.} and {@code value.converter.} as in Kafka Connect.
 *
 * <pre>{@code
 * EnvelopeConfig config = DebeziumProperties.envelope(Map.of(
 *     "topic.prefix", "shop", "decimal.handling.mode", "string"));
 * }</pre>
 */
public final class DebeziumProperties {

  /** The settings there are, found out by reading none. */
  private static final PropertyReader ASKED = new PropertyReader(Map.of("topic.prefix", "any"));

  static {
    read(ASKED);
  }

  private DebeziumProperties() {}

  /**
   * The envelope's part of a connector's settings.
   *
   * @throws IllegalArgumentException with a line for each setting that is unknown, missing or has a
   *     bad value
   */
  public static EnvelopeConfig envelope(Map<String, String> properties) {
    PropertyReader reader = new PropertyReader(properties);
    EnvelopeConfig.Builder builder = read(reader);
    reader.finish();
    return builder.build();
  }

  /** Whether {@link #envelope} takes a setting of this name. */
  public static boolean knows(String name) {
    return ASKED.asksFor(name);
  }

  /** The settings that {@link #envelope} takes, in the order of their documentation. */
  public static List<EnvelopeSetting> settings() {
    return ASKED.settings();
  }

  private static EnvelopeConfig.Builder read(PropertyReader reader) {
    EnvelopeConfig.Builder builder =
        EnvelopeConfig.builder("any")
            .topics(topics(reader))
            .events(EventProperties.read(reader))
            .xminFetchInterval(
                Duration.ofMillis(
                    reader.number(
                        "xmin.fetch.interval.ms",
                        0,
                        "How often to ask the slot for `source.xmin`, at the start of a transaction; 0 for never.")))
            .types(ValueProperties.read(reader))
            .filters(filters(reader))
            .columns(ColumnProperties.read(reader))
            .names(names(reader))
            .format(format(reader));
    String version =
        reader.text(
            "source.version",
            "",
            "`source.version` of each event; our own version unless set. Debezium has no such setting.");
    withoutEffect(reader);
    return version.isEmpty() ? builder : builder.sourceVersion(version);
  }

  private static TopicConfig topics(PropertyReader reader) {
    reader.section(Section.TOPICS);
    String prefix =
        reader.required(
            "topic.prefix",
            "First part of each topic, `<prefix>.<schema>.<table>`, and `source.name` of each event.");
    TopicConfig preset = TopicConfig.of("any");
    String delimiter =
        reader.text("topic.delimiter", preset.delimiter(), "Between the parts of a topic.");
    String transaction =
        reader.text(
            "topic.transaction", preset.transactionName(), "Last part of the transaction topic.");
    String heartbeat =
        reader.text(
            "topic.heartbeat.prefix",
            preset.heartbeatPrefix(),
            "First part of the heartbeat topic.");
    String heartbeatName =
        reader.text("topic.heartbeat.name", "", "The heartbeat topic, in place of that.");
    NamingProperties.Strategy strategy = NamingProperties.read(reader);
    List<LogicalTableRouter> routers = RouterProperties.read(reader);
    try {
      return new TopicConfig(
          prefix,
          delimiter,
          transaction,
          heartbeat,
          heartbeatName,
          strategy.naming(),
          strategy.merging(),
          null,
          routers);
    } catch (IllegalArgumentException e) {
      if (!prefix.isEmpty()) {
        reader.problem(String.valueOf(e.getMessage()));
      }
      return preset;
    }
  }

  private static FilterConfig filters(PropertyReader reader) {
    reader.section(Section.FILTERS);
    return new FilterConfig(
        selection(reader, "schema.", "Schemas, of those that the publication has; all when empty."),
        selection(reader, "table.", "Tables, as `schema.table`; the same."),
        selection(reader, "column.", "Columns, as `schema.table.column`; the same."),
        selection(reader, "message.prefix.", "Prefixes of logical messages; all when empty."));
  }

  private static Selection selection(PropertyReader reader, String kind, String what) {
    String include = kind + "include.list";
    String exclude = kind + "exclude.list";
    List<Pattern> included = reader.patterns(include, what);
    List<Pattern> excluded = reader.patterns(exclude, "The same, to leave out.");
    if (!included.isEmpty() && !excluded.isEmpty()) {
      reader.problem(include + " and " + exclude + " are both set: expected one of them");
      return Selection.ALL;
    }
    return new Selection(included, excluded);
  }

  private static NamingConfig names(PropertyReader reader) {
    return new NamingConfig(
        reader.choice(
            "field.name.adjustment.mode",
            NameAdjustment.NONE,
            "What becomes of characters in column names that Avro does not allow."),
        reader.choice(
            "schema.name.adjustment.mode", NameAdjustment.NONE, "The same for names of schemas."));
  }

  private static FormatConfig format(PropertyReader reader) {
    reader.section(Section.FORMAT);
    return new FormatConfig(
        keys(reader),
        reader.flag("value.converter.schemas.enable", false, "The same for values."),
        reader.flag(
            "value.converter.replace.null.with.default",
            false,
            "Whether NULL shows the column's default. The converter's own default is `true`."),
        new Unavailable(
            reader.choice(
                "unavailable.value.handling",
                UnavailableHandling.PLACEHOLDER,
                "`omit` leaves a TOASTed value that an update left as it was out of `after`."
                    + " Debezium has no such setting."),
            reader.text(
                "unavailable.value.header",
                "",
                "A header, such as `__tidemark.unavailable`, that lists the columns with such values."
                    + " Debezium has no such setting.")),
        TransformProperties.read(reader));
  }

  private static FormatConfig.Keys keys(PropertyReader reader) {
    return new FormatConfig.Keys(
        reader.flag(
            "key.converter.schemas.enable",
            false,
            "Whether keys carry their schemas. The converter's own default is `true`."),
        reader.flag(
            "key.converter.replace.null.with.default",
            false,
            "Whether NULL in a key shows the column's default. The converter's own default is `true`."),
        ValueProperties.numeric(
            reader,
            "key.converter.",
            "`numeric` writes precise decimals in keys as JSON numbers."));
  }

  private static void withoutEffect(PropertyReader reader) {
    reader.section(Section.WITHOUT_EFFECT);
    reader.text(
        "include.schema.comments", "false", "Debezium's PostgreSQL connector ignores it too.");
    reader.text(
        "schema.refresh.mode",
        "columns_diff",
        "A table is always described by the relation that the stream announced before its rows.");
    for (String cache :
        List.of(
            "topic.cache.size",
            "key.converter.schemas.cache.size",
            "value.converter.schemas.cache.size")) {
      reader.number(cache, 0, "What belongs to a table is kept with it.");
    }
  }
}
