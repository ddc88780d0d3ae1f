package io.tidemark.publisher.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.SinkException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A snapshot that fails again and again while rows are inserted, updated, moved, given other keys,
 * deleted and rewritten: what a consumer ends up with is the table.
 */
final class InterruptedSnapshotTest {
  private static final int ROWS = 1500;

  /** Stored out of line, and so not in the events of updates that leave it alone. */
  private static final String TOASTED =
      "(SELECT string_agg(md5(random()::text), '') FROM generate_series(1, 100) WHERE i > 0)";

  private final SnapshotRig rig = new SnapshotRig();

  @AfterEach
  void dropSlot() {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void endsWithTheStateOfTheTables(long seed) throws Exception {
    Random random = new Random(seed);
    createTables();
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(() -> write(new Random(seed + 1000), over));
    SnapshotConfig config =
        SnapshotConfig.of(SnapshotMode.INITIAL).threads(1 + random.nextInt(3)).chunkBlocks(3);
    for (int i = 0; i < 5; i++) {
      rig.sink.failAfter(1 + random.nextInt(ROWS / 3));
      assertThat(rig.runUntilFailure(rig.recorded(config))).isInstanceOf(SinkException.class);
      rewrite(random);
    }
    rig.sink.recover();
    rig.runUntilCurrent(rig.recorded(config));
    over.set(true);
    writer.get();
    rig.runUntilCurrent(rig.recorded(config));

    assertThat(rig.sink.problems()).as("seed %d", seed).isEmpty();
    assertThat(rig.sink.rows())
        .as("seed %d", seed)
        .containsAllEntriesOf(rig.table("a"))
        .containsAllEntriesOf(rig.table("b"))
        .hasSize(rig.table("a").size() + rig.table("b").size());
  }

  private void createTables() {
    for (String table : new String[] {"a", "b"}) {
      rig.execute(
          "CREATE TABLE " + table + " (id int PRIMARY KEY, version int, filler text, toasted text)",
          "ALTER TABLE " + table + " ALTER toasted SET STORAGE EXTERNAL",
          "INSERT INTO %s SELECT i, 0, repeat('x', 200), %s FROM generate_series(1, %d) i"
              .formatted(table, TOASTED, ROWS));
    }
    rig.execute("CREATE PUBLICATION p FOR TABLE a, b");
  }

  /** Moves rows to other pages, and changes their keys, without touching what is out of line. */
  private void write(Random random, AtomicBoolean over) {
    int next = ROWS;
    while (!over.get()) {
      String table = random.nextBoolean() ? "a" : "b";
      int id = 1 + random.nextInt(ROWS);
      rig.execute(
          switch (random.nextInt(6)) {
            case 0 -> "DELETE FROM %s WHERE id = %d".formatted(table, id);
            case 1 ->
                "INSERT INTO %s SELECT i, 0, '', %s FROM (SELECT %d AS i) one"
                    .formatted(table, TOASTED, ++next);
            case 2 -> "VACUUM " + table;
            default ->
                "UPDATE %s SET version = version + 1, filler = repeat('y', %d) WHERE id %% 97 = %d"
                    .formatted(table, 100 + random.nextInt(200), id % 97);
          });
    }
  }

  private void rewrite(Random random) {
    switch (random.nextInt(4)) {
      case 0 -> rig.execute("VACUUM FULL a");
      case 1 -> rig.execute("CLUSTER b USING b_pkey");
      default -> {}
    }
  }
}
