package io.tidemark.publisher.config;

import static io.tidemark.publisher.config.SettingType.BOOLEAN;
import static io.tidemark.publisher.config.SettingType.EXPRESSIONS;
import static io.tidemark.publisher.config.SettingType.LIST;
import static io.tidemark.publisher.config.SettingType.TEXT;
import static io.tidemark.publisher.config.SettingType.choice;
import static io.tidemark.publisher.config.SettingType.integer;

import io.tidemark.publisher.config.Setting.Section;
import io.tidemark.publisher.snapshot.SignalChannels;
import io.tidemark.publisher.snapshot.SnapshotConfig;
import io.tidemark.publisher.snapshot.SnapshotMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The settings of snapshots, a part of {@link Settings}. */
final class SnapshotSettings {
  /** The name of a table follows. */
  static final String SELECT_PREFIX = "snapshot.select.statement.overrides.";

  private static final String SOURCE = "source";
  private static final String MESSAGE = "message";

  static final Setting<SnapshotMode> MODE =
      new Setting<>(
          Section.SNAPSHOT,
          "snapshot.mode",
          choice(modes()),
          "initial",
          "When to read what was there before the slot. `initial`: when there is no slot yet, which is then created; "
              + "a snapshot that was interrupted goes on. `initial_only`: the same, without streaming. `no_data` "
              + "(once `never`): not at all. `always`: at each start. `when_needed`: as `initial`, and when the slot "
              + "is lost, which is then made anew.");
  static final Setting<Integer> THREADS =
      new Setting<>(
          Section.SNAPSHOT,
          "snapshot.max.threads",
          integer(1, 256),
          "1",
          "How many connections read at once, also parts of one table.");
  static final Setting<List<Pattern>> INCLUDE =
      new Setting<>(
          Section.SNAPSHOT,
          "snapshot.include.collection.list",
          EXPRESSIONS,
          "",
          "The published tables to read, each expression matched against a whole `schema.table`. Empty: all.");
  static final Setting<List<String>> SELECTS =
      new Setting<>(
          Section.SNAPSHOT,
          "snapshot.select.statement.overrides",
          LIST,
          "",
          "Tables, as `schema.table`, of which only certain rows are read: those of the SELECT in"
              + " `snapshot.select.statement.overrides.<schema.table>`.");
  static final Setting<String> PROGRESS_TOPIC =
      new Setting<>(
          Section.SNAPSHOT,
          "snapshot.progress.topic",
          TEXT,
          "__tidemark-snapshots",
          "The compacted topic in which snapshots write down what is done, for all publishers that differ in"
              + " `topic.prefix` or `slot.name`. Debezium has no such setting.");

  static final Setting<Integer> CHUNK_SIZE =
      new Setting<>(
          Section.SNAPSHOT,
          "incremental.snapshot.chunk.size",
          integer(1, 1_000_000),
          Integer.toString(SnapshotConfig.DEFAULT_INCREMENTAL_CHUNK_SIZE),
          "How many rows an incremental snapshot reads at once, and holds until the stream is at their place.");

  static final Setting<List<String>> CHANNELS =
      new Setting<>(
          Section.SNAPSHOT,
          "signal.enabled.channels",
          LIST,
          "source",
          "Where signals may come from. `source`: rows of the table that `signal.data.collection` names. `message`: "
              + "logical messages, which `tidemark signal` sends and for which no table is needed; Debezium has no "
              + "such channel. Whoever may connect to the database may send them.");

  static final Setting<String> SIGNALS =
      new Setting<>(
          Section.SNAPSHOT,
          "signal.data.collection",
          TEXT,
          "",
          "A published table, as `schema.table`, whose rows are signals: `execute-snapshot` (of the `type` "
              + "`incremental`, while the stream goes on, or `blocking`), `stop-snapshot`, `pause-snapshot`, "
              + "`resume-snapshot`.");

  static final Setting<String> SIGNAL_PREFIX =
      new Setting<>(
          Section.SNAPSHOT,
          "signal.message.prefix",
          TEXT,
          "tidemark-signal",
          "Logical messages with this prefix are signals, as JSON with `id`, `type` and `data`. Debezium has no such "
              + "setting.");

  static final Setting<Boolean> READ_ONLY =
      new Setting<>(
          Section.SNAPSHOT,
          "read.only",
          BOOLEAN,
          "false",
          "Snapshots never write to the database, so both values mean the same.");

  private SnapshotSettings() {}

  static List<Setting<?>> all() {
    return List.of(
        MODE,
        THREADS,
        INCLUDE,
        SELECTS,
        PROGRESS_TOPIC,
        CHUNK_SIZE,
        CHANNELS,
        SIGNALS,
        SIGNAL_PREFIX,
        READ_ONLY);
  }

  private static Map<String, SnapshotMode> modes() {
    Map<String, SnapshotMode> modes = new HashMap<>();
    for (SnapshotMode mode : SnapshotMode.values()) {
      modes.put(mode.text(), mode);
    }
    modes.put("never", SnapshotMode.NO_DATA);
    return modes;
  }

  static SnapshotConfig read(SettingValues values) {
    Map<String, String> given = values.under(SELECT_PREFIX);
    Map<String, String> selects = new TreeMap<>();
    for (String table : values.get(SELECTS)) {
      String select = given.remove(table);
      if (select == null) {
        throw new IllegalArgumentException(
            SELECT_PREFIX + table + " is not set: expected a SELECT for the table's rows");
      }
      selects.put(table, select.strip());
    }
    if (!given.isEmpty()) {
      throw new IllegalArgumentException(
          SELECT_PREFIX
              + given.keySet().iterator().next()
              + ": expected the table in snapshot.select.statement.overrides, too");
    }
    return new SnapshotConfig(
        values.get(MODE),
        values.get(THREADS),
        values.get(INCLUDE),
        selects,
        SnapshotConfig.DEFAULT_CHUNK_BLOCKS,
        values.get(CHUNK_SIZE));
  }

  static SignalChannels signals(SettingValues values) {
    List<String> open = values.get(CHANNELS);
    for (String channel : open) {
      if (!channel.equals(SOURCE) && !channel.equals(MESSAGE)) {
        throw new IllegalArgumentException(
            "%s: found %s; expected %s or %s".formatted(CHANNELS.name(), channel, SOURCE, MESSAGE));
      }
    }
    values.get(READ_ONLY);
    String table = values.get(SIGNALS);
    String prefix = values.get(SIGNAL_PREFIX);
    return new SignalChannels(
        open.contains(SOURCE) ? table : "", open.contains(MESSAGE) ? prefix : "");
  }
}
