package io.tidemark.publisher.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.PublisherState;
import io.tidemark.replication.ReplicationSlot.WalStatus;
import io.tidemark.replication.RetryPolicy;
import io.tidemark.replication.SlotControl;
import io.tidemark.replication.SlotException;
import io.tidemark.testing.TestPostgres;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Slots that go while something was still to be read from them. */
final class LostSlotTest {

  @Test
  void slotThatGoesBetweenTwoAttemptsIsNotMadeAnewWithoutItsChanges() {
    try (SnapshotRig rig = new SnapshotRig()) {
      rig.execute("CREATE TABLE a (id int PRIMARY KEY)", "CREATE PUBLICATION p FOR TABLE a");
      rig.runUntilCurrent(rig.recorded(SnapshotConfig.of(SnapshotMode.NO_DATA)));
      rig.sink.failAfter(0);
      rig.execute("INSERT INTO a VALUES (1)");
      CompletableFuture<Void> running;
      try (Publisher publisher =
          Publisher.builder(rig.config)
              .sink(rig.sink::open)
              .snapshot(rig.recorded(SnapshotConfig.of(SnapshotMode.NO_DATA)))
              .retry(new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(1), 0))
              .onState(state -> dropBeforeRetry(rig, state))
              .build()) {
        running = CompletableFuture.runAsync(publisher::run);
        assertThat(running)
            .failsWithin(Duration.ofSeconds(30))
            .withThrowableThat()
            .havingCause()
            .isInstanceOfSatisfying(
                SlotException.class,
                e -> assertThat(e.kind()).isEqualTo(SlotException.Kind.MISSING));
      }
      assertThat(rig.slotExists()).isFalse();
    }
  }

  private static void dropBeforeRetry(SnapshotRig rig, PublisherState state) {
    if (state instanceof PublisherState.Retrying) {
      rig.execute(
          "DO $$ BEGIN WHILE (SELECT active FROM pg_replication_slots WHERE slot_name = '%s') LOOP"
                  .formatted(rig.name)
              + " PERFORM pg_sleep(0.01); END LOOP; END $$",
          "SELECT pg_drop_replication_slot('" + rig.name + "')");
      rig.sink.recover();
    }
  }

  @Tag("slow")
  @Test
  void whenNeededReadsTablesAgainAfterTheSlotHasLostItsWal() {
    Map<String, String> forgetful = Map.of("max_slot_wal_keep_size", "1MB");
    try (TestPostgres postgres = TestPostgres.start(TestPostgres.DEFAULT_VERSION, forgetful);
        SnapshotRig rig = new SnapshotRig(postgres)) {
      rig.execute(
          "CREATE TABLE a (id int PRIMARY KEY)",
          "INSERT INTO a VALUES (1)",
          "CREATE PUBLICATION p FOR TABLE a");
      SnapshotConfig whenNeeded = SnapshotConfig.of(SnapshotMode.WHEN_NEEDED);
      rig.runUntilCurrent(rig.recorded(whenNeeded));
      assertThat(rig.sink.markers()).hasSize(1);

      rig.execute("INSERT INTO a VALUES (2)");
      for (int segment = 0; segment < 4; segment++) {
        rig.execute(
            "SELECT pg_logical_emit_message(false, 'filler', 'x', true)", "SELECT pg_switch_wal()");
      }
      rig.execute("CHECKPOINT");
      assertThat(new SlotControl(rig.config).find())
          .hasValueSatisfying(slot -> assertThat(slot.walStatus()).isEqualTo(WalStatus.LOST));

      rig.runUntilCurrent(rig.recorded(whenNeeded));
      rig.execute("INSERT INTO a VALUES (3)");
      rig.runUntilCurrent(rig.recorded(whenNeeded));
      assertThat(rig.sink.rows()).hasSize(3);
      assertThat(rig.sink.markers()).as("a second snapshot, and no third").hasSize(3);
    }
  }
}
