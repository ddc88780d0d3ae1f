package io.tidemark.publisher.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.SinkException;
import io.tidemark.publisher.SnapshotPhase;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that are read while others write and the stream goes on: when, and with what result. */
final class IncrementalSnapshotTest {
  private static final int ROWS = 2_000;
  private static final int WRITERS = 3;
  private static final int CHUNK = 50;

  /** Stored out of line, and so not in the events of updates that leave it alone. */
  private static final String TOASTED =
      "(SELECT string_agg(md5(random()::text), '') FROM generate_series(1, 100) WHERE i > 0)";

  private final SnapshotRig rig = new SnapshotRig();

  @BeforeEach
  void createTables() {
    rig.execute(
        "CREATE SEQUENCE versions",
        "CREATE TABLE a (id int PRIMARY KEY, version bigint DEFAULT nextval('versions'), v text)",
        "ALTER TABLE a ALTER v SET STORAGE EXTERNAL",
        "INSERT INTO a SELECT i, nextval('versions'), CASE i %% 9 WHEN 0 THEN %s ELSE 'x' END"
                .formatted(TOASTED)
            + " FROM generate_series(1, "
            + ROWS
            + ") i",
        "CREATE TABLE b (id int PRIMARY KEY, version bigint DEFAULT nextval('versions'), v text)",
        "INSERT INTO b SELECT i, nextval('versions'), 'b' FROM generate_series(1, 3) i",
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
        .signals(new SignalChannels("public.sig", "signals"));
  }

  private long rows() {
    return Collections.frequency(rig.sink.markers(), "incremental");
  }

  private void assertState(String... tables) {
    assertThat(rig.sink.problems()).isEmpty();
    for (String table : tables) {
      assertThat(rig.sink.rows()).containsAllEntriesOf(rig.table(table));
    }
  }

  @Test
  void readsRowsOfBeforeTheSlotWhileTheStreamGoesOn() {
    rig.runUntilCurrent(phase());
    try (SnapshotRig.Running running = rig.start(phase())) {
      rig.executeSnapshot("public.[ab]");
      running.awaitIncremental();
      rig.execute("INSERT INTO b VALUES (4)");
      running.finish();
    }

    assertThat(rows()).isEqualTo(ROWS + 3);
    assertState("a", "b");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void endsWithTheStateOfTheTablesWhateverOthersWrite(long seed) throws Exception {
    System.out.println("IncrementalSnapshotTest: seed " + seed);
    Random random = new Random(seed);
    rig.runUntilCurrent(phase());
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<?>[] writers = new CompletableFuture<?>[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
      int own = i;
      writers[i] = CompletableFuture.runAsync(() -> write(own, new Random(seed + own), over));
    }
    rig.executeSnapshot("public\\\\.[ab]");
    for (int i = 0; i < 3; i++) {
      rig.sink.failAfter(200 + random.nextInt(ROWS));
      assertThat(rig.runUntilFailure(phase())).isInstanceOf(SinkException.class);
      rig.sink.recover();
    }
    try (SnapshotRig.Running running = rig.start(phase())) {
      running.awaitIncremental();
      over.set(true);
      CompletableFuture.allOf(writers).get();
      running.finish();
    }

    assertState("a", "b");
    long left = rig.sink.rows().keySet().stream().filter(key -> !key.contains("sig")).count();
    assertThat(left).isEqualTo(rig.table("a").size() + rig.table("b").size());
  }

  /** Each writer has keys of its own, so that the versions of a key grow. */
  private void write(int own, Random random, AtomicBoolean over) {
    int next = ROWS + own;
    while (!over.get()) {
      int id = random.nextInt(ROWS / WRITERS) * WRITERS + own;
      rig.execute(
          switch (random.nextInt(6)) {
            case 0 -> "DELETE FROM a WHERE id = " + id;
            case 1 ->
                "INSERT INTO a SELECT i, nextval('versions'), %s FROM (SELECT %d AS i) one"
                    .formatted(TOASTED, next += WRITERS);
            case 2 ->
                "INSERT INTO a VALUES (%d) ON CONFLICT (id) DO UPDATE SET version = nextval('versions')"
                    .formatted(id);
            case 3 ->
                "UPDATE a SET id = id + 1000000, version = nextval('versions') WHERE id = %d AND id %% 9 > 0"
                    .formatted(id);
            case 4 ->
                "UPDATE a SET version = nextval('versions') WHERE id %% %d = %d AND id BETWEEN %d AND %d"
                    .formatted(WRITERS, own, id, id + 60);
            default -> "UPDATE a SET version = nextval('versions') WHERE id = " + id;
          });
    }
  }

  @Test
  void goesOnWhereAnInterruptedOneWas() {
    rig.runUntilCurrent(phase());
    rig.executeSnapshot("public.a");
    rig.sink.failAfter(ROWS / 2);
    assertThat(rig.runUntilFailure(phase())).isInstanceOf(SinkException.class);
    long first = rows();
    rig.sink.recover();
    try (SnapshotRig.Running running = rig.start(phase())) {
      running.awaitIncremental();
      running.finish();
    }

    assertThat(first).isGreaterThan(ROWS / 2 - 10);
    assertThat(rows()).isBetween((long) ROWS, ROWS + 2L * CHUNK);
    assertState("a");
  }

  @Test
  void waitsWhenPausedAlsoAfterARestartAndGoesOnWhenResumed() {
    rig.runUntilCurrent(phase());
    rig.executeSnapshot("public.a");
    rig.signal("p", "pause-snapshot", "");
    rig.runUntilCurrent(phase());
    assertThat(rig.incremental()).contains("\"paused\":true");
    assertThat(rows()).isLessThan(ROWS);

    rig.signal("r", "resume-snapshot", "{\"type\": \"incremental\"}");
    try (SnapshotRig.Running running = rig.start(phase())) {
      running.awaitIncremental();
      running.finish();
    }
    assertState("a");
  }

  @Test
  void leavesOutWhatIsStopped() {
    rig.runUntilCurrent(phase());
    rig.executeSnapshot("public.[ab]");
    rig.signal(
        "s", "stop-snapshot", "{\"data-collections\": [\"public.a\"], \"type\": \"incremental\"}");
    try (SnapshotRig.Running running = rig.start(phase())) {
      running.awaitIncremental();
      running.finish();
    }

    assertThat(rows()).isLessThan(ROWS);
    assertState("b");
  }

  @Test
  void takesSignalsFromLogicalMessages() {
    rig.runUntilCurrent(phase());
    rig.execute(
        "SELECT pg_logical_emit_message(false, 'signals', '{\"id\": \"m1\", \"type\": \"execute-snapshot\","
            + " \"data\": {\"data-collections\": [\"public.b\"]}}')");
    try (SnapshotRig.Running running = rig.start(phase())) {
      running.awaitIncremental();
      running.finish();
    }

    assertThat(rows()).isEqualTo(3);
    assertState("b");
  }
}
