package io.tidemark.publisher.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.SnapshotPhase;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which tables, rows and columns an incremental snapshot reads. */
final class IncrementalTablesTest {
  private static final int ROWS = 2_000;
  private static final int CHUNK = 50;

  private final SnapshotRig rig = new SnapshotRig();

  @BeforeEach
  void createTables() {
    rig.execute(
        "CREATE TABLE a (id int PRIMARY KEY, version bigint, v text)",
        "INSERT INTO a SELECT i, i, 'x' FROM generate_series(1, " + ROWS + ") i",
        "CREATE TABLE b (id int PRIMARY KEY, version bigint, v text)",
        "INSERT INTO b SELECT i, i, 'b' FROM generate_series(1, 3) i",
        "CREATE TABLE sig (id text PRIMARY KEY, type text NOT NULL, data text)",
        "CREATE PUBLICATION p FOR ALL TABLES");
  }

  @AfterEach
  void dropSlot() {
    rig.close();
  }

  private SnapshotPhase phase() {
    SnapshotConfig config = SnapshotConfig.of(SnapshotMode.NO_DATA).incrementalChunkSize(CHUNK);
    return InitialSnapshot.with(config, () -> rig.journal)
        .signals(SignalChannels.table("public.sig"));
  }

  private long rows() {
    return Collections.frequency(rig.sink.markers(), "incremental");
  }

  private void assertState(String table) {
    assertThat(rig.sink.problems()).isEmpty();
    assertThat(rig.sink.rows()).containsAllEntriesOf(rig.table(table));
  }

  private static String key(int id) {
    return "s.public.a{\"id\":" + id + "}";
  }

  @Test
  void readsOnlyRowsThatMeetTheCondition() {
    rig.runUntilCurrent(phase());
    rig.signal(
        "c",
        "execute-snapshot",
        "{\"data-collections\": [\"public.a\"], \"additional-conditions\":"
            + " [{\"data-collection\": \"public.a\", \"filter\": \"id <= 70 or id = 80\"}]}");
    try (SnapshotRig.Running running = rig.start(phase())) {
      running.awaitIncremental();
      running.finish();
    }

    assertThat(rows()).isEqualTo(71);
  }

  @Test
  void readsATableWithoutKeyWhileTheStreamWaits() {
    rig.execute(
        "CREATE TABLE plain (id int, v text)",
        "INSERT INTO plain SELECT i, 'p' FROM generate_series(1, 120) i");
    rig.runUntilCurrent(phase());
    rig.executeSnapshot("public.(plain|b)");
    try (SnapshotRig.Running running = rig.start(phase())) {
      running.awaitIncremental();
      running.await(() -> rig.sink.markers().size() == 123);
      running.finish();
    }

    assertThat(rows()).isEqualTo(3);
    assertThat(rig.sink.markers()).containsOnlyOnce("last");
    assertState("b");
  }

  @Test
  void takesTheColumnsThatATableHasByThen() {
    rig.runUntilCurrent(phase());
    rig.sink.duringEvent(
        500, () -> rig.execute("ALTER TABLE a ADD w int DEFAULT 7", "ALTER TABLE a DROP v"));
    try (SnapshotRig.Running running = rig.start(phase())) {
      rig.executeSnapshot("public.a");
      running.awaitIncremental();
      running.finish();
    }

    assertThat(rows()).isEqualTo(ROWS);
    assertThat(rig.sink.rows()).containsEntry(key(2000), rig.table("a").get(key(2000)));
    assertThat(rig.sink.rows().get(key(1)).has("v")).isTrue();
  }

  @Test
  void goesOnWithTheNextTableWhenOneIsDropped() {
    rig.runUntilCurrent(phase());
    rig.sink.duringEvent(500, () -> rig.execute("DROP TABLE a"));
    try (SnapshotRig.Running running = rig.start(phase())) {
      rig.executeSnapshot("public.[ab]");
      running.awaitIncremental();
      running.finish();
    }

    assertThat(rows()).isBetween(500L, 500L + 2 * CHUNK);
    assertState("b");
  }

  @Test
  void leavesOutATableWhoseConditionIsRefused() {
    rig.runUntilCurrent(phase());
    rig.signal(
        "c",
        "execute-snapshot",
        "{\"data-collections\": [\"public.[ab]\"], \"additional-conditions\":"
            + " [{\"data-collection\": \"public.a\", \"filter\": \"nonsense\"}]}");
    try (SnapshotRig.Running running = rig.start(phase())) {
      running.awaitIncremental();
      running.finish();
    }

    assertThat(rows()).isEqualTo(3);
  }

  @Test
  void readsThePartitionsOfATableUnderTheirRoot() {
    rig.execute(
        "CREATE TABLE m (id int PRIMARY KEY, version bigint, v text) PARTITION BY RANGE (id)",
        "CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (100)",
        "CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (100) TO (1000)",
        "INSERT INTO m SELECT i, i, 'm' FROM generate_series(1, 300) i",
        "DROP PUBLICATION p",
        "CREATE PUBLICATION p FOR TABLE m, sig WITH (publish_via_partition_root)");
    rig.runUntilCurrent(phase());
    rig.executeSnapshot("public.m");
    try (SnapshotRig.Running running = rig.start(phase())) {
      running.awaitIncremental();
      running.finish();
    }

    assertThat(rows()).isEqualTo(300);
    assertState("m");
  }

  @Test
  void readsTheRowsAndColumnsThatThePublicationPublishes() {
    rig.execute(
        "CREATE TABLE f (id int PRIMARY KEY, secret text, v int)",
        "INSERT INTO f SELECT i, 'secret', i FROM generate_series(1, 120) i",
        "DROP PUBLICATION p",
        "CREATE PUBLICATION p FOR TABLE f (id, v) WHERE (id > 20), TABLE sig");
    rig.runUntilCurrent(phase());
    rig.executeSnapshot("public.f");
    try (SnapshotRig.Running running = rig.start(phase())) {
      running.awaitIncremental();
      running.finish();
    }

    assertThat(rows()).isEqualTo(100);
    assertThat(rig.sink.rows().get("s.public.f{\"id\":21}").properties())
        .extracting(field -> field.getKey() + "=" + field.getValue())
        .containsExactly("id=21", "v=21");
  }

  @Test
  void goesOnAfterAnEmptyTable() {
    rig.execute("CREATE TABLE an_empty_one (id int PRIMARY KEY)");
    rig.runUntilCurrent(phase());
    rig.executeSnapshot("public.(an_empty_one|b)");
    try (SnapshotRig.Running running = rig.start(phase())) {
      running.awaitIncremental();
      running.finish();
    }

    assertThat(rows()).isEqualTo(3);
    assertState("b");
  }
}
