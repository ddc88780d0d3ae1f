package io.tidemark.publisher.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.envelope.DebeziumProperties;
import io.tidemark.publisher.SinkException;
import io.tidemark.publisher.SnapshotPhase;
import java.io.IOException;
import java.io.StringReader;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that are read again because a row of the signal table says so. */
final class RequestedSnapshotTest {
  private static final String ASK =
      "INSERT INTO sig VALUES ('%s', 'execute-snapshot',"
          + " '{\"data-collections\": [\"public\\\\.[ab]\"], \"type\": \"BLOCKING\"}')";

  private final SnapshotRig rig = new SnapshotRig();

  @BeforeEach
  void createTables() {
    rig.execute(
        "CREATE TABLE a (id int PRIMARY KEY, v text)",
        "CREATE TABLE b (id int PRIMARY KEY, v text)",
        "CREATE TABLE c (id int PRIMARY KEY, v text)",
        "CREATE TABLE sig (id text PRIMARY KEY, type text NOT NULL, data text)",
        "INSERT INTO a SELECT i, repeat('x', 100) FROM generate_series(1, 500) i",
        "INSERT INTO b VALUES (1, 'b')",
        "INSERT INTO c VALUES (1, 'c')",
        "CREATE PUBLICATION p FOR ALL TABLES");
  }

  @AfterEach
  void dropSlot() {
    rig.close();
  }

  private SnapshotPhase phase(SnapshotMode mode) {
    SnapshotConfig config = SnapshotConfig.of(mode).threads(2).chunkBlocks(2);
    return InitialSnapshot.with(config, () -> rig.journal)
        .signals(SignalChannels.table("public.sig"));
  }

  private long rows(String marker) {
    return Collections.frequency(rig.sink.markers(), marker);
  }

  @Test
  void readsTheTablesThatTheSignalNames() {
    rig.runUntilCurrent(phase(SnapshotMode.NO_DATA));
    rig.execute("UPDATE a SET v = 'streamed' WHERE id = 1", ASK.formatted("s1"));
    rig.execute("UPDATE a SET v = 'after' WHERE id = 2", "DELETE FROM a WHERE id = 3");
    rig.runUntilCurrent(phase(SnapshotMode.NO_DATA));

    assertThat(rig.sink.rows())
        .containsAllEntriesOf(rig.table("a"))
        .containsAllEntriesOf(rig.table("b"))
        .hasSize(499 + 1 + 1);
    assertThat(rig.sink.markers()).hasSize(499 + 1);
    assertThat(rows("last")).isEqualTo(1);
  }

  @Test
  void goesOnAfterAFailureAmidIt() {
    rig.runUntilCurrent(phase(SnapshotMode.NO_DATA));
    rig.execute(ASK.formatted("s1"));
    rig.sink.failAfter(450); // two threads have read whole chunks by then
    assertThat(rig.runUntilFailure(phase(SnapshotMode.NO_DATA))).isInstanceOf(SinkException.class);
    rig.sink.recover();
    rig.runUntilCurrent(phase(SnapshotMode.NO_DATA));

    assertThat(rig.sink.rows()).containsAllEntriesOf(rig.table("a")).hasSize(500 + 1 + 1);
    assertThat(rig.sink.markers().size()).as("not all twice").isLessThan(500 + 1 + 449);
  }

  @Test
  void takesTheRowsOfTheStatementThatTheSignalHas() {
    rig.runUntilCurrent(phase(SnapshotMode.NO_DATA));
    rig.execute(
        "INSERT INTO sig VALUES ('s1', 'execute-snapshot', '{\"data-collections\": [\"public.a\"], \"type\":"
            + " \"blocking\", \"additional-conditions\": [{\"data-collection\": \"public\\\\.a\", \"filter\":"
            + " \"SELECT * FROM a WHERE id < 10\"}]}')");
    rig.runUntilCurrent(phase(SnapshotMode.NO_DATA));

    assertThat(rig.sink.markers()).hasSize(9);
  }

  /** As Debezium, which adds the signal table to the tables that a filter takes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "table.include.list=public.[ab]",
        "column.exclude.list=public.sig.data",
        "column.mask.with.3.chars=.*",
        "skipped.operations=c",
        "topic.delimiter=_",
        "transforms=unwrap;transforms.unwrap.add.fields=op;transforms.unwrap.add.fields.prefix=;"
            + "transforms.unwrap.type=io.debezium.transforms.ExtractNewRecordState",
      })
  void readsThemWhateverBecomesOfTheSignalsOwnEvent(String settings) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader("topic.prefix=s\n" + settings.replace(';', '\n')));
    Map<String, String> envelope = new HashMap<>();
    properties.forEach((name, value) -> envelope.put((String) name, (String) value));
    rig.write(DebeziumProperties.envelope(envelope));
    rig.runUntilCurrent(phase(SnapshotMode.NO_DATA));
    rig.execute(ASK.formatted("s1"));
    rig.runUntilCurrent(phase(SnapshotMode.NO_DATA));

    assertThat(rig.sink.markers()).hasSize(501);
  }

  @Test
  void takesTheColumnsByPlaceWhereTheyHaveOtherNames() {
    rig.execute(
        "ALTER TABLE sig RENAME COLUMN type TO kind",
        "ALTER TABLE sig RENAME COLUMN data TO payload");
    rig.runUntilCurrent(phase(SnapshotMode.NO_DATA));
    rig.execute(ASK.formatted("s1"));
    rig.runUntilCurrent(phase(SnapshotMode.NO_DATA));

    assertThat(rig.sink.markers()).hasSize(501);
  }

  @Test
  void happensOnceForEachSignalAndAfterTheFirstSnapshot() {
    rig.runUntilCurrent(phase(SnapshotMode.INITIAL));
    assertThat(rig.sink.markers()).hasSize(502);
    rig.execute(ASK.formatted("s1"));
    rig.runUntilCurrent(phase(SnapshotMode.INITIAL));
    rig.runUntilCurrent(phase(SnapshotMode.INITIAL));

    assertThat(rig.sink.markers()).hasSize(502 + 501);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'stop-snapshot', '{}'",
        "'stop-snapshot', '{\"type\": \"blocking\"}'",
        "'resume-snapshot', ''",
        "'log', '{}'",
        "'execute-snapshot', '{\"data-collections\": [\"public.a\"], \"type\": \"soon\"}'",
        "'execute-snapshot', '{\"data-collections\": [\"public.(\"]}'",
        "'execute-snapshot', 'no json'",
        "'execute-snapshot', '{\"data-collections\": []}'",
        "'execute-snapshot', '{\"data-collections\": [\"public.a\"], \"surrogate-key\": \"v\"}'",
      })
  void ignoresOtherSignals(String typeAndData) {
    rig.runUntilCurrent(phase(SnapshotMode.NO_DATA));
    rig.execute("INSERT INTO sig VALUES ('s1', " + typeAndData + ")");
    rig.runUntilCurrent(phase(SnapshotMode.NO_DATA));

    assertThat(rig.sink.markers()).isEmpty();
    assertThat(rig.sink.rows()).hasSize(1);
  }
}
