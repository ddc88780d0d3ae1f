package io.tidemark.replication;

import static io.tidemark.replication.SourceDatabase.end;
import static io.tidemark.replication.SourceDatabase.readTransaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stream that goes on refuses a server that cannot have what comes next. */
final class ContinuityTest {
  private SourceDatabase source;

  @BeforeEach
  void createSource() {
    source = SourceDatabase.create(TestPostgres.shared(), "continuity");
  }

  @AfterEach
  void dropSource() {
    source.close();
  }

  @Test
  void theServerThatWasReadBeforeIsAccepted() {
    ResumePoint point;
    try (ReplicationStream stream = source.open()) {
      source.execute("INSERT INTO item VALUES (1, 'one')");
      stream.acknowledge(end(readTransaction(stream)));
      point = stream.resumePoint();
    }
    assertThat(point.timeline()).isEqualTo(1);
    try (ReplicationStream stream =
        ReplicationStream.open(source.config().resumeFrom(point).build())) {
      assertThat(stream.system().systemId()).isEqualTo(point.systemId());
      assertThat(stream.status().confirmed()).isGreaterThanOrEqualTo(point.confirmed());
    }
  }

  @Test
  void aSlotThatWasMadeAnewIsRefused() {
    ReplicationStream stream = source.open();
    stream.close();
    source.execute(
        "SELECT pg_drop_replication_slot('continuity')",
        "INSERT INTO item VALUES (1, 'lost')",
        "SELECT pg_create_logical_replication_slot('continuity', 'pgoutput')");
    ResumePoint last = stream.resumePoint();
    assertThat(last.last()).isTrue();
    assertThatThrownBy(() -> ReplicationStream.open(source.config().resumeFrom(last).build()))
        .isInstanceOf(SlotException.class)
        .hasMessageContaining("expected at most " + last.confirmed())
        .extracting(e -> ((SlotException) e).kind())
        .isEqualTo(SlotException.Kind.MOVED);
  }

  @Test
  void aSlotThatItsStreamMovedAfterThePointWasKeptIsAccepted() {
    ResumePoint kept;
    try (ReplicationStream stream = source.open()) {
      kept = stream.resumePoint();
      source.execute("INSERT INTO item VALUES (1, 'one')");
      stream.acknowledge(end(readTransaction(stream)));
    }
    assertThat(source.confirmedFlushLsn()).isGreaterThan(kept.confirmed());
    try (ReplicationStream stream =
        ReplicationStream.open(source.config().resumeFrom(kept).build())) {
      assertThat(stream.isOpen()).isTrue();
    }
  }

  @Test
  void anotherClusterIsRefused() {
    ResumePoint elsewhere = new ResumePoint("7000000000000000000", 1, Lsn.INVALID, true);
    assertThatThrownBy(() -> ReplicationStream.open(source.config().resumeFrom(elsewhere).build()))
        .isInstanceOf(SlotException.class)
        .hasMessageContaining("expected cluster 7000000000000000000")
        .extracting(e -> ((SlotException) e).kind())
        .isEqualTo(SlotException.Kind.WRONG_SYSTEM);
  }

  @Test
  void positionsBeyondTheEndOfTheWalAreRefused() {
    Lsn future = Lsn.parse("FFFF/0");
    assertThatThrownBy(() -> ReplicationStream.open(source.config().startLsn(future).build()))
        .isInstanceOf(SlotException.class)
        .hasMessageContaining("is behind")
        .hasMessageContaining("expected FFFF/0")
        .extracting(e -> ((SlotException) e).kind())
        .isEqualTo(SlotException.Kind.BEHIND);
  }

  @Test
  @Tag("slow")
  void aTimelineThatLeftBeforeWhatWasConfirmedIsRefused() throws IOException {
    try (TestPostgres postgres = TestPostgres.start();
        SourceDatabase promoted = SourceDatabase.create(postgres, "promoted")) {
      ResumePoint before;
      try (ReplicationStream stream = promoted.open()) {
        before = stream.resumePoint();
      }
      promote(postgres, promoted);
      ResumePoint afterTheSwitch =
          new ResumePoint(before.systemId(), 1, promoted.currentWalLsn(), false);
      promoted.execute("INSERT INTO item VALUES (1, 'on the new timeline')");

      try (ReplicationStream stream =
          ReplicationStream.open(promoted.config().resumeFrom(before).build())) {
        assertThat(stream.system().timeline()).isEqualTo(2);
        assertThat(readTransaction(stream)).hasSize(4);
      }
      assertThatThrownBy(
              () -> ReplicationStream.open(promoted.config().resumeFrom(afterTheSwitch).build()))
          .isInstanceOf(SlotException.class)
          .hasMessageContaining("timeline 2")
          .extracting(e -> ((SlotException) e).kind())
          .isEqualTo(SlotException.Kind.BEHIND);
    }
  }

  /**
   * Recovery from an archive that is empty ends at once, on a new timeline, as a promotion does.
   */
  private static void promote(TestPostgres postgres, SourceDatabase source) throws IOException {
    Path data = Path.of(source.query("SHOW data_directory"));
    source.execute("ALTER SYSTEM SET restore_command = 'false'");
    postgres.stop();
    Files.createFile(data.resolve("recovery.signal"));
    postgres.restart();
    // The server takes connections a little before recovery has ended.
    source.execute(
        "DO $$ BEGIN FOR i IN 1..1000 LOOP EXIT WHEN NOT pg_is_in_recovery();"
            + " PERFORM pg_sleep(0.05); END LOOP; END $$");
  }
}
