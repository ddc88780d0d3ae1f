package io.tidemark.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.snapshot.InitialSnapshot;
import io.tidemark.publisher.snapshot.SnapshotConfig;
import io.tidemark.publisher.snapshot.SnapshotMode;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Heartbeats, and that an idle slot needs none. */
class HeartbeatTest {
  private static final Duration INTERVAL = Duration.ofMillis(50);

  private final HeldSink sink = new HeldSink();
  private final TestDatabase database = TestDatabase.create("heartbeat");

  @AfterEach
  void dropSlot() throws SQLException {
    if (database.slot().isPresent()) {
      database.dropSlot();
    }
  }

  @Test
  void recordsComeAtIntervalsAndTheQueryRunsWithEach() throws Exception {
    String query = "INSERT INTO beats VALUES (DEFAULT, now())";
    try (Publisher publisher = publisher(new HeartbeatConfig(INTERVAL, query))) {
      CompletableFuture<Void> running = CompletableFuture.runAsync(publisher::run);
      HeldSink.Sent beat = nextOf("__debezium-heartbeat.shop");
      assertThat(beat.key()).isEqualTo("{\"serverName\":\"shop\"}");
      assertThat(beat.value()).matches("\\{\"ts_ms\":\\d{13}}");
      HeldSink.Sent row = nextOf("shop.public.beats");
      assertThat(row.key()).matches("\\{\"id\":\\d+}");
      nextOf("__debezium-heartbeat.shop");
      sink.flushed.countDown();
      publisher.stop();
      running.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void queryThatFailsStopsNothing() throws Exception {
    try (Publisher publisher = publisher(new HeartbeatConfig(INTERVAL, "SELECT 1 FROM nowhere"))) {
      CompletableFuture<Void> running = CompletableFuture.runAsync(publisher::run);
      nextOf("__debezium-heartbeat.shop");
      nextOf("__debezium-heartbeat.shop");
      assertThat(running).isNotDone();
      sink.flushed.countDown();
    }
  }

  @Test
  void heartbeatThatIsLostFailsThePipe() throws Exception {
    try (Publisher publisher = publisher(new HeartbeatConfig(INTERVAL, ""))) {
      CompletableFuture<Void> running = CompletableFuture.runAsync(publisher::run);
      nextOf("__debezium-heartbeat.shop").listener().onFailed(new IllegalStateException("full"));
      assertThat(running)
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(SinkException.class);
    }
  }

  @Test
  void idleSlotFollowsTheServerWithoutHeartbeats() throws Exception {
    try (Publisher publisher = publisher(HeartbeatConfig.none())) {
      CompletableFuture<Void> running = CompletableFuture.runAsync(publisher::run);
      database.execute("INSERT INTO unpublished SELECT g FROM generate_series(1, 10000) g");
      Lsn written = database.walEnd();
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (confirmed().compareTo(written) < 0) {
        assertThat(System.nanoTime()).as("slot idle within 30 s").isLessThan(deadline);
      }
      assertThat(sink.sent).isEmpty();
      sink.flushed.countDown();
      publisher.stop();
      running.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void queryNeedsInterval() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> new HeartbeatConfig(Duration.ZERO, "SELECT 1"))
        .withMessage(
            "heartbeat.interval.ms=0, heartbeat.action.query set: expected an interval above 0 for a query");
  }

  private HeldSink.Sent nextOf(String topic) throws InterruptedException {
    HeldSink.Sent next = sink.next();
    while (!next.topic().equals(topic)) {
      next = sink.next();
    }
    return next;
  }

  private Publisher publisher(HeartbeatConfig heartbeat) {
    database.execute(
        "CREATE TABLE beats (id serial PRIMARY KEY, at timestamptz)",
        "CREATE TABLE unpublished (id int)",
        "CREATE PUBLICATION p FOR TABLE beats");
    return Publisher.builder(database.replication().statusInterval(Duration.ofMillis(200)).build())
        .snapshot(InitialSnapshot.unrecorded(SnapshotConfig.of(SnapshotMode.NO_DATA)))
        .envelope(EnvelopeConfig.debeziumJson("shop"))
        .heartbeat(heartbeat)
        .sink(sink)
        .build();
  }

  private Lsn confirmed() throws SQLException {
    return database.slot().map(ReplicationSlot::confirmedFlushLsn).orElse(Lsn.INVALID);
  }
}
