package io.tidemark.publisher.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.SnapshotPhase;
import io.tidemark.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A server whose commits are streamed long before they are visible, and one that must not write.
 */
@Tag("slow")
final class IncrementalVisibilityTest {
  private static final String LAST = "s.public.a{\"id\":200}";

  private static TestPostgres postgres;

  private SnapshotRig rig;

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start(TestPostgres.DEFAULT_VERSION, Map.of("autovacuum", "off"));
    postgres.execute(
        "postgres",
        "CREATE ROLE reader LOGIN REPLICATION",
        "ALTER ROLE reader SET default_transaction_read_only = on");
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @AfterEach
  void dropSlot() {
    rig.close();
  }

  private void open(String user) {
    rig = new SnapshotRig(postgres, user);
    rig.execute(
        "CREATE TABLE a (id int PRIMARY KEY, version bigint, v text)",
        "INSERT INTO a SELECT i, 1, 'x' FROM generate_series(1, 200) i",
        "CREATE TABLE b (id int PRIMARY KEY, v int)",
        "INSERT INTO b VALUES (1, 0)",
        "GRANT SELECT ON a TO reader",
        "CREATE PUBLICATION p FOR TABLE a, b");
  }

  private SnapshotPhase phase() {
    SnapshotConfig config = SnapshotConfig.of(SnapshotMode.NO_DATA).incrementalChunkSize(10);
    return InitialSnapshot.with(config, () -> rig.journal)
        .signals(SignalChannels.messages("signals"));
  }

  private void signal(String type, String data) {
    rig.execute(
        "SELECT pg_logical_emit_message(false, 'signals', '{\"id\": \"%s\", \"type\": \"%s\", \"data\": %s}')"
            .formatted(type, type, data));
  }

  private void await(SnapshotRig.Running running, String condition) {
    running.await(() -> rig.query("SELECT " + condition).equals("t"));
  }

  /** Makes commits wait, once they are in the WAL, for a standby that does not exist. */
  private static void standby(String name) {
    postgres.setServerSetting("synchronous_standby_names", name);
  }

  /** Ends when the update that hangs does. */
  private void update(AtomicLong version, AtomicBoolean over) {
    version.set(1);
    while (!over.get()) {
      rig.execute("UPDATE a SET version = " + version.incrementAndGet());
    }
  }

  @Test
  void readsNoRowAsOfBeforeAnEventThatWasStreamedBeforeItWasVisible() throws Exception {
    open(TestPostgres.USER);
    rig.runUntilCurrent(phase());
    AtomicLong version = new AtomicLong();
    AtomicBoolean over = new AtomicBoolean();
    AtomicReference<CompletableFuture<Void>> writer = new AtomicReference<>();
    try (SnapshotRig.Running running = rig.start(phase())) {
      rig.sink.duringEvent(
          50,
          () -> {
            standby("nobody");
            writer.set(CompletableFuture.runAsync(() -> update(version, over)));
            await(running, "count(*) > 0 FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
          });
      signal("execute-snapshot", "{\"data-collections\": [\"public.a\"]}");
      running.await(() -> version.get() > 1 && rig.sink.version(LAST) == version.get());
      assertThat(rig.sink.markers()).as("not all was read").hasSizeLessThan(200);
      assertThat(rig.query("SELECT max(version) FROM a"))
          .as("what is visible")
          .isNotEqualTo(Long.toString(version.get()));
      over.set(true);
      standby("");
      writer.get().get();
      running.awaitIncremental();
      running.finish();
    } finally {
      over.set(true);
      standby("");
    }

    assertThat(rig.sink.problems()).isEmpty();
    assertThat(rig.sink.rows()).isEqualTo(rig.table("a"));
  }

  /** Small transactions, for the stream to be behind while a snapshot is taken. */
  private void fallBehind() {
    rig.execute(
        "DO $$ BEGIN FOR i IN 1..3000 LOOP UPDATE b SET v = v + 1; COMMIT; END LOOP; END $$");
  }

  private void requireNoStaleRow() {
    assertThat(rig.sink.problems()).isEmpty();
    assertThat(rig.sink.rows()).containsAllEntriesOf(rig.table("a"));
  }

  /** Its commit is flushed before the snapshot, so its ID alone tells that it is not shown. */
  @Test
  void sendsRowsBeforeATransactionWhoseCommitIsFlushedAndNotVisible() throws Exception {
    open(TestPostgres.USER);
    rig.runUntilCurrent(phase());
    AtomicReference<CompletableFuture<Void>> writer = new AtomicReference<>();
    try (SnapshotRig.Running running = rig.start(phase())) {
      rig.sink.duringEvent(
          50,
          () -> {
            fallBehind();
            standby("nobody");
            writer.set(CompletableFuture.runAsync(() -> rig.execute("UPDATE a SET version = 2")));
            await(running, "count(*) > 0 FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
            // A later one is over: so the snapshot has to list the one that is not
            rig.execute("SET synchronous_commit = local", "UPDATE b SET v = 0");
          });
      signal("execute-snapshot", "{\"data-collections\": [\"public.a\"]}");
      running.await(() -> rig.sink.version(LAST) == 2);
      assertThat(rig.sink.markers()).as("not all was read").hasSizeLessThan(200);
      standby("");
      writer.get().get();
      running.awaitIncremental();
      running.finish();
    } finally {
      standby("");
    }

    requireNoStaleRow();
  }

  /** It is open when the snapshot is taken, and over before the first row is read. */
  @Test
  void sendsRowsBeforeATransactionThatStraddlesTheirSnapshot() throws Exception {
    open(TestPostgres.USER);
    rig.runUntilCurrent(phase());
    try (SnapshotRig.Running running = rig.start(phase());
        Connection open = postgres.connect(rig.name);
        Statement straddling = open.createStatement();
        Connection gate = postgres.connect(rig.name);
        Statement keeper = gate.createStatement()) {
      open.setAutoCommit(false);
      rig.sink.duringEvent(
          50,
          () -> {
            run(() -> keeper.execute("SELECT pg_advisory_lock(7)"));
            run(() -> straddling.execute("UPDATE a SET version = 2"));
          });
      signal(
          "execute-snapshot",
          "{\"data-collections\": [\"public.a\"], \"additional-conditions\": [{\"data-collection\":"
              + " \"public.a\", \"filter\": \"pg_advisory_xact_lock_shared(7) IS NOT NULL\"}]}");
      await(running, "count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
      open.commit();
      keeper.execute("SELECT pg_advisory_unlock(7)");
      running.awaitIncremental();
      running.finish();
    }

    assertThat(rig.sink.version(LAST)).as("what was streamed").isEqualTo(2);
    assertThat(rig.sink.markers()).hasSize(200);
    requireNoStaleRow();
  }

  private interface Sql {
    void run() throws SQLException;
  }

  private static void run(Sql sql) {
    try {
      sql.run();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void needsNoRightToWrite() {
    open("reader");
    rig.runUntilCurrent(phase());
    try (SnapshotRig.Running running = rig.start(phase())) {
      signal("execute-snapshot", "{\"data-collections\": [\"public.a\"]}");
      running.awaitIncremental();
      running.finish();
    }

    assertThat(rig.sink.markers()).hasSize(200);
    assertThat(rig.sink.rows()).isEqualTo(rig.table("a"));
  }
}
