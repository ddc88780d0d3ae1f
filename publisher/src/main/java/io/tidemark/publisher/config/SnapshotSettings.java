package io.tidemark.publisher.config;

import static io.tidemark.publisher.config.SettingType.LIST;
import static io.tidemark.publisher.config.SettingType.TEXT;
import static io.tidemark.publisher.config.SettingType.choice;
import static io.tidemark.publisher.config.SettingType.integer;

import io.tidemark.publisher.config.Setting.Section;
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
  static final Setting<List<String>> INCLUDE =
      new Setting<>(
          Section.SNAPSHOT,
          "snapshot.include.collection.list",
          LIST,
          "",
          "Regular expressions, each matched against a whole `schema.table`: the published tables to read. Empty:"
              + " all.");
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
          "The compacted topic in which snapshots write down what is done. Debezium has no such setting.");

  static final Setting<String> SIGNALS =
      new Setting<>(
          Section.SNAPSHOT,
          "signal.data.collection",
          TEXT,
          "",
          "A published table, as `schema.table`, in which a row of the type `execute-snapshot` asks for tables to be "
              + "read again; the stream waits meanwhile, whatever `type` its data has. Other signals have no effect.");

  private SnapshotSettings() {}

  static List<Setting<?>> all() {
    return List.of(MODE, THREADS, INCLUDE, SELECTS, PROGRESS_TOPIC, SIGNALS);
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
    List<Pattern> include = values.get(INCLUDE).stream().map(Pattern::compile).toList();
    return new SnapshotConfig(
        values.get(MODE),
        values.get(THREADS),
        include,
        selects,
        SnapshotConfig.DEFAULT_CHUNK_BLOCKS);
  }
}
