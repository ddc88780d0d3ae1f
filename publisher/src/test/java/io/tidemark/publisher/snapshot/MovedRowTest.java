package io.tidemark.publisher.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.SinkException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Rows that move from pages that are left into pages that are done, while a snapshot is
 * interrupted: their events have not the values that are stored out of line.
 */
final class MovedRowTest {
  private static final int FIRST = 200;
  private static final int SECOND = 201;
  private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

  private final SnapshotRig rig = new SnapshotRig();

  @AfterEach
  void dropSlot() {
    rig.close();
  }

  /** About 33 rows a page, the first of which is free; no other has room for a large row. */
  private void createTable() {
    rig.execute(
        "CREATE TABLE a (id int PRIMARY KEY, filler text, toasted text) WITH (autovacuum_enabled = off)",
        "ALTER TABLE a ALTER filler SET STORAGE PLAIN, ALTER toasted SET STORAGE EXTERNAL",
        "INSERT INTO a SELECT i, repeat('x', 200), repeat('long', 1000) FROM generate_series(1, 320) i",
        "DELETE FROM a WHERE ctid < '(1,0)'",
        "VACUUM a",
        "CREATE PUBLICATION p FOR TABLE a");
  }

  /** The first pages are done, as the journal has it, and others are being read. */
  private void move() {
    long deadline = System.nanoTime() + PATIENCE;
    while (asOf().isEmpty()) {
      assertThat(System.nanoTime()).as("the first pages are done").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
    String update = "UPDATE a SET filler = repeat('y', 3500) WHERE id = ";
    rig.execute(update + FIRST, update + SECOND);
  }

  /** The transaction up to which the first pages were read; empty when they were not. */
  private String asOf() {
    return rig.journal.entries().entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("/0"))
        .map(entry -> entry.getValue().replaceFirst(".*\"asOf\":([0-9]+).*", "$1"))
        .findFirst()
        .orElse("");
  }

  @Test
  void areReadAgainWhereTheyAreThen() {
    createTable();
    SnapshotConfig config = SnapshotConfig.of(SnapshotMode.INITIAL).chunkBlocks(3);
    rig.sink.duringEvent(100, this::move);
    rig.sink.failAfter(110);
    assertThat(rig.runUntilFailure(rig.recorded(config))).isInstanceOf(SinkException.class);
    assertThat(
            rig.query("SELECT string_agg(id::text, ',' ORDER BY id) FROM a WHERE ctid < '(1,0)'"))
        .as("what is in the first page now")
        .isEqualTo(FIRST + "," + SECOND);
    assertThat(rig.query("SELECT xmin FROM a WHERE id = " + FIRST))
        .as("the first transaction that was not seen")
        .isEqualTo(asOf());

    rig.sink.recover();
    rig.runUntilCurrent(rig.recorded(config));

    assertThat(rig.sink.problems()).isEmpty();
    assertThat(rig.sink.rows()).isEqualTo(rig.table("a"));
  }
}
