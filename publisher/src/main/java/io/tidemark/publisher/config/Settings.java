package io.tidemark.publisher.config;

import static io.tidemark.publisher.config.SettingType.BOOLEAN;
import static io.tidemark.publisher.config.SettingType.LIST;
import static io.tidemark.publisher.config.SettingType.TEXT;
import static io.tidemark.publisher.config.SettingType.bytes;
import static io.tidemark.publisher.config.SettingType.choice;
import static io.tidemark.publisher.config.SettingType.integer;
import static io.tidemark.publisher.config.SettingType.millis;
import static io.tidemark.publisher.config.SettingType.words;

import io.tidemark.envelope.DebeziumProperties;
import io.tidemark.publisher.PublicationAutocreate;
import io.tidemark.publisher.config.Setting.Section;
import io.tidemark.replication.Streaming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of the publisher's own settings; those of envelopes are {@link
 * DebeziumProperties#settings}. Names, meanings and, unless the documentation says otherwise,
 * defaults are those of Debezium's PostgreSQL connector. A setting that is in neither, and not
 * under one of the prefixes, is an error.
 */
final class Settings {
  /** Kafka's own producer settings follow, untouched. */
  static final String PRODUCER_PREFIX = "producer.";

  /** The same, as a Kafka Connect connector has them. */
  static final String PRODUCER_OVERRIDE_PREFIX = "producer.override.";

  /** Kafka Connect's own settings of topics that do not exist yet. */
  static final String TOPIC_CREATION_PREFIX = "topic.creation.";

  private static final List<Setting<?>> TABLE = new ArrayList<>(ConnectionSettings.all());

  static final Setting<String> PLUGIN =
      add(Section.SLOT, "plugin.name", words("pgoutput"), "pgoutput", "The slot's output plugin.");
  static final Setting<String> SLOT =
      add(
          Section.SLOT,
          "slot.name",
          TEXT,
          "debezium",
          "The replication slot; created when there is none.");
  static final Setting<List<String>> PUBLICATION =
      add(
          Section.SLOT,
          "publication.name",
          LIST,
          "dbz_publication",
          "The publication, or several with commas. It decides which tables are read.");
  static final Setting<PublicationAutocreate> PUBLICATION_AUTOCREATE =
      add(
          Section.SLOT,
          "publication.autocreate.mode",
          choice(PublicationAutocreate.class),
          "all_tables",
          "A publication that is missing at the start is created for all tables (a superuser may), for the tables of"
              + " the include and exclude lists (their owner may; one that exists is changed to have them), or without"
              + " tables. `disabled` needs the fewest rights: it has to exist.");
  static final Setting<Duration> STATUS_INTERVAL =
      add(
          Section.SLOT,
          "status.update.interval.ms",
          millis(10),
          "10000",
          "How often PostgreSQL hears how far we are, at the latest.");
  static final Setting<Streaming> STREAMING =
      add(
          Section.SLOT,
          "slot.streaming",
          choice(Streaming.class),
          "off",
          "Whether large transactions arrive while they run; they are held, and published when they commit. `parallel` "
              + "needs PostgreSQL 16. Debezium has no such setting.");
  static final Setting<Boolean> TWO_PHASE =
      add(
          Section.SLOT,
          "slot.two.phase",
          BOOLEAN,
          "false",
          "Whether prepared transactions arrive at PREPARE TRANSACTION; they are held, and published at COMMIT "
              + "PREPARED. Switches the slot's `two_phase` on for good. Debezium has no such setting.");
  static final Setting<Boolean> FAILOVER =
      add(
          Section.SLOT,
          "slot.failover",
          BOOLEAN,
          "false",
          "Whether a slot that is created is copied to standbys that synchronize slots. PostgreSQL 17.");
  static final Setting<Long> MAX_BUFFERED_BYTES =
      add(
          Section.SLOT,
          "assembler.max.buffered.bytes",
          bytes(),
          "67108864",
          "The memory that held transactions may take together; what is more goes to disk.");
  static final Setting<String> SPILL_DIRECTORY =
      add(
          Section.SLOT,
          "assembler.spill.directory",
          TEXT,
          "",
          "Where it goes; by default `tidemark` in the system's directory for temporary files.");
  static final Setting<Duration> STOP_TIMEOUT =
      add(
          Section.DELIVERY,
          "executor.shutdown.timeout.ms",
          millis(1),
          "4000",
          "How long a stop waits for the broker's last acknowledgements.");

  static final Setting<Integer> MAX_RETRIES =
      add(
          Section.DELIVERY,
          "errors.max.retries",
          integer(-1, Integer.MAX_VALUE - 1),
          "-1",
          "How often in a row the stream or the broker may fail, after it has worked, before the publisher ends; -1"
              + " for without end.");
  static final Setting<Duration> FIRST_RETRY_DELAY =
      add(
          Section.DELIVERY,
          "errors.retry.delay.initial.ms",
          millis(1),
          "300",
          "The pause before the first retry; doubled for each after it.");
  static final Setting<Duration> MAX_RETRY_DELAY =
      add(Section.DELIVERY, "errors.retry.delay.max.ms", millis(1), "10000", "The longest pause.");

  static final Setting<Duration> HEARTBEAT_INTERVAL =
      add(
          Section.DELIVERY,
          "heartbeat.interval.ms",
          millis(0),
          "0",
          "Between two records in the heartbeat topic; 0 for none. The slot of an idle database moves without them.");
  static final Setting<String> HEARTBEAT_QUERY =
      add(
          Section.DELIVERY,
          "heartbeat.action.query",
          TEXT,
          "",
          "SQL that is run with each heartbeat. One that fails is logged.");

  static final Setting<Long> MAX_BYTES =
      add(
          Section.DELIVERY,
          "max.queue.size.in.bytes",
          bytes(),
          "0",
          "How much memory events may take that were read and are not acknowledged, the producer's buffer included;"
              + " then reading stops. 0 for a quarter of the heap, at most 512 MiB. Debezium's 0"
              + " is no bound.");
  static final Setting<String> DEAD_LETTER_TOPIC =
      add(
          Section.DELIVERY,
          "errors.deadletterqueue.topic.name",
          TEXT,
          "",
          "The topic for records that the brokers will never take, such as one that is too large: the key, no value,"
              + " and headers with the reason, the topic and the LSN. Empty: such a record ends the publisher.");
  static final Setting<Boolean> REQUIRE_DURABLE =
      add(
          Section.DELIVERY,
          "durability.required",
          BOOLEAN,
          "false",
          "Whether to refuse a topic whose acknowledged events may be lost with one broker (fewer than 3 replicas,"
              + " `min.insync.replicas` below 2, `unclean.leader.election.enable`, Redpanda's `write.caching`), instead"
              + " of a warning.");

  static final Setting<Integer> HTTP_PORT =
      add(
          Section.MONITORING,
          "http.port",
          integer(0, 65_535),
          "0",
          "Where `/metrics` (Prometheus), `/status` and `/health` are served; 0 for nowhere. Not a setting of"
              + " Debezium.");
  static final Setting<String> HTTP_HOST =
      add(
          Section.MONITORING,
          "http.host",
          TEXT,
          "localhost",
          "The address to listen on; `0.0.0.0` for all. Whoever reaches it may read table names and positions, and"
              + " no data.");

  static final Setting<String> CONNECTOR_CLASS =
      add(
          Section.CONNECT,
          "connector.class",
          words("io.debezium.connector.postgresql.PostgresConnector"),
          "io.debezium.connector.postgresql.PostgresConnector",
          "Any other connector is refused.");
  static final Setting<String> NAME =
      add(
          Section.CONNECT,
          "name",
          TEXT,
          "tidemark",
          "Shown as application_name in pg_stat_replication.");
  static final Setting<Integer> TASKS =
      add(Section.CONNECT, "tasks.max", integer(1, 1), "1", "A slot has one reader.");
  static final Setting<String> KEY_CONVERTER = converter("key.converter");
  static final Setting<String> VALUE_CONVERTER = converter("value.converter");

  static {
    TABLE.addAll(SnapshotSettings.all());
  }

  private Settings() {}

  /** All of them, in the documentation's order. */
  static List<Setting<?>> all() {
    return Collections.unmodifiableList(TABLE);
  }

  private static Setting<String> converter(String name) {
    return add(
        Section.CONNECT,
        name,
        words("org.apache.kafka.connect.json.JsonConverter"),
        "org.apache.kafka.connect.json.JsonConverter",
        "Records are JSON.");
  }

  private static <T> Setting<T> add(
      Section section, String name, SettingType<T> type, @Nullable String preset, String doc) {
    Setting<T> setting = new Setting<>(section, name, type, preset, doc);
    TABLE.add(setting);
    return setting;
  }
}
