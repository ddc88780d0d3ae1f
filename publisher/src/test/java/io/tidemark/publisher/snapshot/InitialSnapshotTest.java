package io.tidemark.publisher.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.SinkException;
import io.tidemark.replication.ServerException;
import io.tidemark.replication.SlotException;
import io.tidemark.testing.TestPostgres;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The snapshot and the stream after it, on a real PostgreSQL. */
final class InitialSnapshotTest {
  private static final int ROWS = 2000;

  private final SnapshotRig rig = new SnapshotRig();

  @AfterEach
  void dropSlot() {
    rig.close();
  }

  private static SnapshotConfig config(SnapshotMode mode, int threads) {
    return SnapshotConfig.of(mode).threads(threads).chunkBlocks(3);
  }

  private void createTables() {
    rig.execute(
        "CREATE TABLE a (id int PRIMARY KEY, v text)",
        "CREATE TABLE b_empty (id int PRIMARY KEY)",
        "CREATE TABLE c (id int PRIMARY KEY, v text)",
        "CREATE PUBLICATION p FOR ALL TABLES",
        "INSERT INTO a SELECT i, repeat('x', 100) FROM generate_series(1, " + ROWS + ") i",
        "INSERT INTO c SELECT i, 'c' FROM generate_series(1, 10) i");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void readsEachRowOnceThenStreams(int threads) {
    createTables();
    rig.runUntilCurrent(rig.recorded(config(SnapshotMode.INITIAL, threads)));
    assertThat(rig.sink.markers())
        .hasSize(ROWS + 10)
        .endsWith("last")
        .satisfies(
            m -> {
              for (String once :
                  List.of("first", "first_in_data_collection", "last_in_data_collection", "last")) {
                assertThat(Collections.frequency(m, once)).as(once).isEqualTo(1);
              }
            });

    rig.execute("UPDATE a SET v = 'new' WHERE id <= 5", "DELETE FROM c WHERE id = 1");
    rig.runUntilCurrent(rig.recorded(config(SnapshotMode.INITIAL, threads)));
    assertThat(rig.sink.markers()).as("no second snapshot").hasSize(ROWS + 10);
    assertThat(rig.sink.problems()).isEmpty();
    assertThat(rig.sink.rows()).containsAllEntriesOf(rig.table("a")).hasSize(ROWS + 9);
  }

  @Test
  void streamsWhatIsWrittenWhileItReads() {
    createTables();
    rig.sink.duringEvent(
        5,
        () ->
            rig.execute(
                "INSERT INTO c VALUES (99, 'new')",
                "UPDATE c SET v = 'changed' WHERE id = 1",
                "DELETE FROM c WHERE id = 2"));
    rig.runUntilCurrent(rig.recorded(config(SnapshotMode.INITIAL, 1)));
    rig.runUntilCurrent(rig.recorded(config(SnapshotMode.INITIAL, 1)));

    assertThat(rig.sink.markers()).as("rows of before the slot").hasSize(ROWS + 10);
    assertThat(rig.sink.rows()).containsAllEntriesOf(rig.table("c")).hasSize(ROWS + 10);
    assertThat(rig.sink.problems()).isEmpty();
  }

  @Test
  void goesOnWhereItWasInterrupted() {
    createTables();
    rig.sink.failAfter(ROWS / 2);
    assertThat(rig.runUntilFailure(rig.recorded(config(SnapshotMode.INITIAL, 1))))
        .isInstanceOf(SinkException.class);
    assertThat(rig.journal.entries()).hasSizeGreaterThan(5);

    rig.sink.recover();
    rig.runUntilCurrent(rig.recorded(config(SnapshotMode.INITIAL, 1)));
    assertThat(rig.sink.rows()).hasSize(ROWS + 10);
    assertThat(rig.sink.markers().size()).as("few rows twice").isLessThan(ROWS + 300);
  }

  @Test
  void anotherProcessKeepsOutUntilTheSnapshotIsOver() {
    createTables();
    SnapshotRig other = rig.standby();
    AtomicReference<Throwable> refusal = new AtomicReference<>();
    rig.sink.duringEvent(
        5,
        () -> refusal.set(other.runUntilFailure(other.recorded(config(SnapshotMode.INITIAL, 1)))));
    rig.runUntilCurrent(rig.recorded(config(SnapshotMode.INITIAL, 1)));
    assertThat(rig.sink.rows()).hasSize(ROWS + 10);
    assertThat(refusal.get())
        .isInstanceOfSatisfying(
            SlotException.class, e -> assertThat(e.kind()).isEqualTo(SlotException.Kind.ACTIVE));

    rig.execute("INSERT INTO c VALUES (99, 'new')");
    other.runUntilCurrent(other.recorded(config(SnapshotMode.INITIAL, 1)));
    assertThat(other.sink.markers()).as("rows of a snapshot").isEmpty();
    assertThat(other.sink.rows()).containsOnlyKeys("s.public.c{\"id\":99}");
  }

  @Test
  void publisherWithTheSameSlotNameAndJournalElsewhereCostsNoRows() {
    createTables();
    rig.sink.failAfter(ROWS / 2);
    rig.runUntilFailure(rig.recorded(config(SnapshotMode.INITIAL, 1)));
    try (TestPostgres server = TestPostgres.start();
        SnapshotRig other = rig.twin(server)) {
      other.execute("CREATE TABLE a (id int PRIMARY KEY)", "CREATE PUBLICATION p FOR TABLE a");
      other.runUntilCurrent(other.recorded(config(SnapshotMode.INITIAL, 1)));
    }

    rig.sink.recover();
    rig.runUntilCurrent(rig.recorded(config(SnapshotMode.INITIAL, 1)));
    assertThat(rig.sink.rows()).hasSize(ROWS + 10);
  }

  @Test
  void withoutJournalLeavesNoSlotBehindUntilItIsComplete() {
    createTables();
    rig.sink.failAfter(ROWS / 2);
    rig.runUntilFailure(InitialSnapshot.unrecorded(config(SnapshotMode.INITIAL, 1)));
    assertThat(rig.slotExists()).isFalse();

    rig.sink.recover();
    rig.runUntilCurrent(InitialSnapshot.unrecorded(config(SnapshotMode.INITIAL, 1)));
    assertThat(rig.slotExists()).isTrue();
    rig.execute("INSERT INTO a VALUES (0, 'streamed')");
    rig.runUntilCurrent(InitialSnapshot.unrecorded(config(SnapshotMode.INITIAL, 1)));
    assertThat(rig.sink.rows()).hasSize(ROWS + 11);
  }

  @Test
  void readsTablesAgainThatAreRewrittenMeanwhile() {
    createTables();
    rig.execute("CREATE TABLE d (id int PRIMARY KEY, v int)", "INSERT INTO d VALUES (1, 7)");
    rig.sink.failAfter(10);
    rig.runUntilFailure(rig.recorded(config(SnapshotMode.INITIAL, 1)));
    rig.execute("DELETE FROM a WHERE id <= 100", "VACUUM FULL a");
    rig.sink.recover();

    rig.runUntilCurrent(rig.recorded(config(SnapshotMode.INITIAL, 1)));
    assertThat(rig.sink.rows()).containsAllEntriesOf(rig.table("a")).hasSize(ROWS - 100 + 11);
  }

  @Test
  void survivesTablesThatAreRewrittenOrDroppedBeforeTheirTurn() {
    createTables();
    rig.execute(
        "CREATE TABLE d (id int PRIMARY KEY, v int)",
        "INSERT INTO d VALUES (1, 7)",
        "CREATE TABLE e (id int PRIMARY KEY, v int)",
        "INSERT INTO e VALUES (1, 7)");
    rig.sink.duringEvent(
        5,
        () ->
            rig.execute(
                "ALTER TABLE c ALTER v TYPE varchar(9)",
                "DROP TABLE d",
                "VACUUM FULL c",
                "ALTER TABLE e DROP v"));
    rig.runUntilCurrent(rig.recorded(config(SnapshotMode.INITIAL, 1)));

    assertThat(rig.sink.rows())
        .containsAllEntriesOf(rig.table("c"))
        .containsAllEntriesOf(rig.table("e"))
        .hasSize(ROWS + 10 + 1);
    assertThat(rig.sink.problems()).isEmpty();
  }

  @Test
  void initialOnlyDoesNotStream() {
    createTables();
    SnapshotConfig only = config(SnapshotMode.INITIAL_ONLY, 2);
    rig.runToItsEnd(rig.recorded(only));
    rig.execute("INSERT INTO a VALUES (0, 'later')");
    rig.runToItsEnd(rig.recorded(only));

    assertThat(rig.sink.rows()).hasSize(ROWS + 10);
    assertThat(rig.slotExists()).isTrue();
  }

  @Test
  void noDataStreamsOnly() {
    createTables();
    rig.runUntilCurrent(rig.recorded(config(SnapshotMode.NO_DATA, 1)));
    rig.execute("INSERT INTO a VALUES (0, 'later')");
    rig.runUntilCurrent(rig.recorded(config(SnapshotMode.NO_DATA, 1)));

    assertThat(rig.sink.rows()).hasSize(1);
    assertThat(rig.sink.markers()).isEmpty();
  }

  @Test
  void alwaysReadsAtEachStart() {
    createTables();
    rig.runUntilCurrent(rig.recorded(config(SnapshotMode.ALWAYS, 1)));
    rig.execute("INSERT INTO a VALUES (0, 'between')");
    rig.runUntilCurrent(rig.recorded(config(SnapshotMode.ALWAYS, 1)));

    assertThat(rig.sink.markers()).hasSize(2 * (ROWS + 10) + 1);
    assertThat(rig.sink.rows()).hasSize(ROWS + 11);
  }

  @Test
  void readsOnlyTheTablesThatAreIncludedAndTheRowsThatAreSelected() {
    createTables();
    rig.runUntilCurrent(
        rig.recorded(
            new SnapshotConfig(
                SnapshotMode.INITIAL,
                1,
                List.of(Pattern.compile("public\\.[bc].*")),
                Map.of("public.c", "SELECT v, id FROM c WHERE id > 7 ORDER BY id DESC"),
                3,
                1)));

    assertThat(rig.sink.rows().keySet())
        .containsExactly("s.public.c{\"id\":10}", "s.public.c{\"id\":8}", "s.public.c{\"id\":9}");
  }

  @Test
  void saysWhatTheSelectLacks() {
    createTables();
    SnapshotConfig wrong =
        new SnapshotConfig(
            SnapshotMode.INITIAL, 1, List.of(), Map.of("public.c", "SELECT id FROM c"), 3, 1);

    assertThat(rig.runUntilFailure(rig.recorded(wrong)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("cannot read public.c of ")
        .hasMessageContaining("SQLSTATE 42703");
  }

  @Test
  void readsTheRowsAndColumnsThatThePublicationPublishes() {
    rig.execute(
        "CREATE TABLE f (id int PRIMARY KEY, secret text, v int)",
        "CREATE PUBLICATION p FOR TABLE f (id, v) WHERE (v > 20)",
        "INSERT INTO f SELECT i, 'secret', i FROM generate_series(1, 120) i");
    rig.runUntilCurrent(rig.recorded(config(SnapshotMode.INITIAL, 2)));

    assertThat(rig.sink.markers()).hasSize(100);
    assertThat(rig.sink.rows().get("s.public.f{\"id\":21}").properties())
        .extracting(field -> field.getKey() + "=" + field.getValue())
        .containsExactly("id=21", "v=21");
  }

  @Test
  void readsRowsWithoutKeyAndPartitionsUnderTheirRoot() {
    rig.execute(
        "CREATE TABLE plain (v int)",
        "CREATE TABLE m (id int PRIMARY KEY, v text) PARTITION BY RANGE (id)",
        "CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10)",
        "CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (10) TO (20)",
        "CREATE PUBLICATION p FOR TABLE plain, m WITH (publish_via_partition_root)",
        "INSERT INTO plain VALUES (1), (1)",
        "INSERT INTO m VALUES (1, 'a'), (11, 'b')");
    rig.runUntilCurrent(rig.recorded(config(SnapshotMode.INITIAL, 1)));

    assertThat(rig.sink.markers())
        .containsExactly("first", "last_in_data_collection", "first_in_data_collection", "last");
    assertThat(rig.sink.rows().keySet())
        .containsExactlyInAnyOrder(
            "s.public.m{\"id\":1}", "s.public.m{\"id\":11}", "s.public.plain");
  }
}
