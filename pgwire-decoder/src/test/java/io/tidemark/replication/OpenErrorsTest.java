package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testing.TestPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stops a stream from opening: named in one line, with the remedy. */
@Timeout(60)
final class OpenErrorsTest {
  private final TestPostgres postgres = TestPostgres.shared();
  private SourceDatabase source;

  @BeforeEach
  void createSource() {
    source = SourceDatabase.create(postgres, "opening");
  }

  @AfterEach
  void dropSource() {
    source.close();
  }

  @Test
  void publicationMissing() {
    assertRefused(
            source.config().publication("no \"such\" one"), PrerequisiteException.class, "42704")
        .hasMessage(
            "publication \"no \"\"such\"\" one\" does not exist in database \"opening\"; expected it to be there"
                + " before the slot: CREATE PUBLICATION \"no \"\"such\"\" one\" FOR TABLE ..., or FOR ALL TABLES");
  }

  @Test
  void slotMissing() {
    assertRefused(source.config().slot("no_such_slot"), SlotException.class, "42704")
        .hasMessage(
            "replication slot \"no_such_slot\" does not exist on localhost:%d/opening; expected one of database"
                    .formatted(postgres.port())
                + " \"opening\": SELECT pg_create_logical_replication_slot('no_such_slot', 'pgoutput')");
  }

  @Test
  void slotActive() {
    try (ReplicationStream reader = source.open()) {
      assertThat(reader.isOpen()).isTrue();
      String pid =
          source.query("SELECT active_pid FROM pg_replication_slots WHERE slot_name = 'opening'");
      assertRefused(source.config(), SlotException.class, "55006")
          .hasMessage(
              "replication slot \"opening\" is active for PID %s; expected a free slot: stop its reader, or end it"
                      .formatted(pid)
                  + " with SELECT pg_terminate_backend(%s)".formatted(pid))
          .extracting(e -> ((SlotException) e).activePid())
          .isEqualTo(Integer.valueOf(pid));
    }
  }

  @Test
  void slotOfAnotherPlugin() {
    source.execute("SELECT pg_create_logical_replication_slot('opening_other', 'test_decoding')");
    try {
      assertRefused(source.config().slot("opening_other"), SlotException.class, "55000")
          .hasMessageContaining("uses the output plugin \"test_decoding\"; expected pgoutput")
          .hasMessageContaining("SELECT pg_drop_replication_slot('opening_other')");
    } finally {
      source.execute("SELECT pg_drop_replication_slot('opening_other')");
    }
  }

  @Test
  void physicalSlot() {
    source.execute("SELECT pg_create_physical_replication_slot('opening_physical')");
    try {
      assertRefused(source.config().slot("opening_physical"), SlotException.class, "55000")
          .hasMessageContaining("is physical; expected pgoutput");
    } finally {
      source.execute("SELECT pg_drop_replication_slot('opening_physical')");
    }
  }

  @Test
  void slotOfAnotherDatabase() {
    try (SourceDatabase other = SourceDatabase.create(postgres, "opening_elsewhere")) {
      assertRefused(source.config().slot(other.name()), SlotException.class, "55000")
          .hasMessageContaining("belongs to database \"opening_elsewhere\"; expected \"opening\"");
    }
  }

  @Test
  void roleWithoutReplication() {
    source.execute("CREATE ROLE \"plain \"\"user\" LOGIN");
    try {
      assertRefused(asUser("plain \"user"), PrerequisiteException.class, "42501")
          .hasMessageContaining(
              "expected the REPLICATION attribute: ALTER ROLE \"plain \"\"user\" REPLICATION")
          .extracting(e -> ((PrerequisiteException) e).kind())
          .isEqualTo(PrerequisiteException.Kind.REPLICATION_ROLE);
    } finally {
      source.execute("DROP ROLE \"plain \"\"user\"");
    }
  }

  @Test
  void roleWithoutTheRightToConnectIsNotToldToReplicate() {
    source.execute(
        "CREATE ROLE stranger LOGIN REPLICATION", "REVOKE CONNECT ON DATABASE opening FROM PUBLIC");
    try {
      assertRefused(asUser("stranger"), ServerException.class, "42501")
          .hasMessageContaining("permission denied for database");
    } finally {
      source.execute("DROP ROLE stranger");
    }
  }

  @Test
  void roleMissing() {
    assertRefused(asUser("nobody_of_that_name"), ServerException.class, "28000")
        .hasMessageContaining("CREATE ROLE \"nobody_of_that_name\" LOGIN REPLICATION");
  }

  @Test
  void databaseMissing() {
    assertRefused(
            source
                .config()
                .url("jdbc:postgresql://localhost:" + postgres.port() + "/nowhere")
                .user("postgres"),
            ServerException.class,
            "3D000")
        .hasMessageContaining("CREATE DATABASE \"nowhere\"");
  }

  @Test
  void serverUnreachable() throws IOException {
    int unused;
    try (ServerSocket socket = new ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    assertRefused(
            source.config().url("jdbc:postgresql://localhost:" + unused + "/shop").user("postgres"),
            ConnectionException.class,
            "08001")
        .hasMessageContaining("cannot connect to localhost:" + unused + "/shop")
        .hasMessageContaining("check url, host, port and firewall");
  }

  @Test
  void settingThatTheServerDoesNotKnow() {
    assertRefused(source.config().setting("no_such_setting", "1"), ServerException.class, "42704")
        .hasMessageContaining("no_such_setting")
        .hasMessageContaining("expected a setting that the server knows");
  }

  @Test
  @Tag("slow")
  void walLevelTooLow() {
    try (TestPostgres replica =
        TestPostgres.start(TestPostgres.DEFAULT_VERSION, Map.of("wal_level", "replica"))) {
      replica.createDatabase("opening");
      assertRefused(
              source.config().url(replica.jdbcUrl("opening")), PrerequisiteException.class, "55000")
          .hasMessage(
              "wal_level of localhost:%d/opening is replica; expected logical: ALTER SYSTEM SET wal_level = logical,"
                      .formatted(replica.port())
                  + " then restart PostgreSQL");
    }
  }

  @Test
  @Tag("slow")
  void slotInvalidated() {
    Map<String, String> littleWal = Map.of("max_slot_wal_keep_size", "1MB", "max_wal_size", "32MB");
    try (TestPostgres own = TestPostgres.start(TestPostgres.DEFAULT_VERSION, littleWal);
        SourceDatabase lost = SourceDatabase.create(own, "lost")) {
      for (int i = 0; i < 4; i++) {
        lost.execute(
            "INSERT INTO unpublished SELECT i, repeat('x', 1000) FROM generate_series(1, 20000) i",
            "SELECT pg_switch_wal()",
            "CHECKPOINT");
      }
      assertRefused(lost.config(), SlotException.class, "55000")
          .hasMessageContaining("is lost (wal_status lost, invalidation_reason wal_removed)")
          .hasMessageContaining("SELECT pg_drop_replication_slot('lost')")
          .hasMessageContaining("raise max_slot_wal_keep_size")
          .extracting(e -> ((SlotException) e).kind())
          .isEqualTo(SlotException.Kind.INVALIDATED);
    }
  }

  @Test
  void aConnectionThatWasRefusedIsClosed() {
    for (int i = 0; i < 50; i++) {
      assertRefused(source.config().slot("no_such_slot"), SlotException.class, "42704");
    }
    assertThat(
            Integer.parseInt(
                source.query(
                    "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'tidemark'")))
        .isLessThan(10);
  }

  private ReplicationConfigBuilder asUser(String role) {
    return source
        .config()
        .url("jdbc:postgresql://localhost:" + postgres.port() + "/" + source.name())
        .user(role);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      ReplicationConfigBuilder config,
      Class<? extends ReplicationException> type,
      String sqlState) {
    return assertThatThrownBy(() -> ReplicationStream.open(config.build()))
        .isInstanceOfSatisfying(
            type,
            e -> {
              assertThat(e.sqlState()).isEqualTo(sqlState);
              assertThat(e.getMessage()).doesNotContain("\n");
            });
  }
}
