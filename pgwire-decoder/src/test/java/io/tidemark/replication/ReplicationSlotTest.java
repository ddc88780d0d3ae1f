package io.tidemark.replication;

import static io.tidemark.replication.SourceDatabase.readTransaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.PgOutputMessage;
import io.tidemark.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplicationSlotTest {
  private SourceDatabase source;
  private Connection connection;

  @BeforeEach
  void createSource() throws SQLException {
    source = SourceDatabase.create(TestPostgres.shared(), "slots");
    connection = TestPostgres.shared().connect(source.name());
  }

  @AfterEach
  void dropSource() throws SQLException {
    connection.close();
    source.close();
  }

  @Test
  void isDescribedAsTheServerSeesIt() throws SQLException {
    ReplicationSlot slot = ReplicationSlot.find(connection, "slots").orElseThrow();

    assertThat(slot.plugin()).isEqualTo("pgoutput");
    assertThat(slot.database()).isEqualTo("slots");
    assertThat(slot.isActive()).isFalse();
    assertThat(slot.confirmedFlushLsn()).isGreaterThanOrEqualTo(slot.restartLsn());
    assertThat(slot.restartLsn().isValid()).isTrue();
    assertThat(slot.walStatus()).isEqualTo(ReplicationSlot.WalStatus.RESERVED);
    assertThat(slot.safeWalSize()).isEqualTo(-1);
    assertThat(slot.invalidationReason()).isEmpty();
  }

  @Test
  void thatIsMissingIsNotFound() throws SQLException {
    assertThat(ReplicationSlot.find(connection, "no_such_slot")).isEmpty();
  }

  @Test
  void isCreatedWithItsOptionsAndDropped() throws SQLException {
    ReplicationSlot slot =
        ReplicationSlot.create(
            connection, SlotOptions.named("slots_new").withTwoPhase().withFailover());
    try {
      assertThat(slot.twoPhase()).isTrue();
      assertThat(slot.failover()).isTrue();
      assertThat(slot.temporary()).isFalse();
      assertThatThrownBy(() -> ReplicationSlot.create(connection, SlotOptions.named("slots_new")))
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("42710");
    } finally {
      ReplicationSlot.drop(connection, "slots_new");
    }
    assertThat(ReplicationSlot.find(connection, "slots_new")).isEmpty();
  }

  @Test
  void madeOrCopiedForAConfigurationHasItsFailover() {
    ReplicationConfig config = source.config().slot("slots_kept").failover(true).build();
    SlotControl control = new SlotControl(config);
    try {
      assertThat(control.create().failover()).isTrue();
      control.drop();
      control.copyFrom("slots");
      assertThat(control.find().orElseThrow().failover()).isTrue();
    } finally {
      control.drop();
    }
  }

  @Test
  void advancedPassesOverWhatWasWritten() throws SQLException {
    source.execute("INSERT INTO item VALUES (1, 'passed over')");
    Lsn end = source.currentWalLsn();

    assertThat(ReplicationSlot.advance(connection, "slots", end)).isEqualTo(end);

    source.execute("INSERT INTO item VALUES (2, 'read')");
    try (ReplicationStream stream = source.open()) {
      assertThat(readTransaction(stream).get(2).message())
          .isInstanceOfSatisfying(
              PgOutputMessage.Insert.class,
              insert -> assertThat(insert.row().text(0)).isEqualTo("2"));
    }
  }

  @Test
  void startLsnPassesOverWhatWasWritten() {
    source.execute("INSERT INTO item VALUES (1, 'passed over')");
    Lsn start = source.currentWalLsn();
    source.execute("INSERT INTO item VALUES (2, 'read')");

    try (ReplicationStream stream =
        ReplicationStream.open(source.config().startLsn(start).build())) {
      assertThat(readTransaction(stream).get(2).message())
          .isInstanceOfSatisfying(
              PgOutputMessage.Insert.class,
              insert -> assertThat(insert.row().text(0)).isEqualTo("2"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 17, 18})
  @Tag("slow")
  void exportedSnapshotAndStreamTogetherAreEverythingOnce(int major) throws SQLException {
    try (TestPostgres postgres = TestPostgres.start(major);
        SourceDatabase own = SourceDatabase.create(postgres, "export")) {
      own.execute("INSERT INTO item VALUES (1, 'in the snapshot')");
      ReplicationConfig config = own.config().slot("exported").build();
      SlotOptions plain = SlotOptions.named("exported");
      SlotOptions slot = major < 15 ? plain : plain.withTwoPhase();
      try (ExportedSnapshot snapshot = ExportedSnapshot.createSlot(config, slot)) {
        own.execute("INSERT INTO item VALUES (2, 'in the stream')");
        assertThat(idsIn(postgres, snapshot)).isEqualTo("1");
        assertThat(snapshot.consistentPoint()).isLessThan(own.currentWalLsn());
      }
      try (ReplicationStream stream = ReplicationStream.open(config)) {
        assertThat(readTransaction(stream).get(2).message())
            .isInstanceOfSatisfying(
                PgOutputMessage.Insert.class,
                insert -> assertThat(insert.row().text(0)).isEqualTo("2"));
      }
    }
  }

  @Test
  void exportOfASlotThatExistsIsRefusedAndLeavesNoConnection() {
    assertThatThrownBy(
            () -> ExportedSnapshot.createSlot(source.config().build(), SlotOptions.named("slots")))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("SQLSTATE 42710");
  }

  @Test
  @Tag("slow")
  void failoverNeedsPostgreSql17() throws SQLException {
    try (TestPostgres old = TestPostgres.start(16);
        Connection postgres = old.connect("postgres")) {
      SlotOptions slot = SlotOptions.named("copied").withFailover();
      assertThatThrownBy(() -> ReplicationSlot.create(postgres, slot))
          .isInstanceOf(PrerequisiteException.class)
          .hasMessageContaining("failover of slot copied needs PostgreSQL 17");
      ReplicationConfig config = source.config().url(old.jdbcUrl("postgres")).build();
      assertThatThrownBy(() -> ExportedSnapshot.createSlot(config, slot))
          .isInstanceOf(PrerequisiteException.class);
    }
  }

  private static String idsIn(TestPostgres postgres, ExportedSnapshot snapshot)
      throws SQLException {
    try (Connection reader = postgres.connect("export");
        Statement statement = reader.createStatement()) {
      statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      statement.execute("SET TRANSACTION SNAPSHOT '" + snapshot.name() + "'");
      try (ResultSet row = statement.executeQuery("SELECT string_agg(id::text, ',') FROM item")) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
