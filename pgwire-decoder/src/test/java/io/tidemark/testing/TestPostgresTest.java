package io.tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestPostgresTest {

  @Test
  void sharedServerDecodesAnInsertWithPgoutput() throws SQLException {
    TestPostgres postgres = TestPostgres.shared();
    postgres.createDatabase("launcher");

    assertThat(decodedMessageTypes(postgres, "launcher")).isEqualTo("BRIC");
    assertThat(TestPostgres.shared()).isSameAs(postgres);
  }

  @Test
  void keepsDataAndPortAcrossStopKillAndChangedSettings() throws SQLException {
    try (TestPostgres postgres = TestPostgres.start()) {
      String url = postgres.createDatabase("kept");
      postgres.execute("kept", "CREATE TABLE t (id int)", "INSERT INTO t VALUES (1)");

      postgres.stop();
      assertThatThrownBy(() -> DriverManager.getConnection(url)).isInstanceOf(SQLException.class);
      postgres.restart();
      postgres.execute("kept", "INSERT INTO t VALUES (2)");

      postgres.kill();
      assertThatThrownBy(() -> DriverManager.getConnection(url)).isInstanceOf(SQLException.class);
      postgres.restart();
      assertThat(query(url, "SELECT string_agg(id::text, ',' ORDER BY id) FROM t"))
          .isEqualTo("1,2");

      postgres.setServerSetting("wal_sender_timeout", "12s");
      assertThat(query(url, "SHOW wal_sender_timeout")).isEqualTo("12s");
      postgres.setServerSetting("max_wal_senders", "3");
      assertThat(query(url, "SHOW max_wal_senders")).isEqualTo("3");
    }
  }

  @Test
  void startsWithOtherSettingsAndAsksForPasswords() throws SQLException {
    try (TestPostgres postgres = TestPostgres.start(18, Map.of("wal_level", "replica"))) {
      assertThat(query(postgres.jdbcUrl("postgres"), "SHOW wal_level")).isEqualTo("replica");

      postgres.execute("postgres", "CREATE ROLE guest LOGIN PASSWORD 'right'");
      postgres.requirePassword("guest");
      String url = postgres.jdbcUrl("postgres").replace("user=postgres", "user=guest&password=");
      assertThat(query(url + "right", "SELECT current_user")).isEqualTo("guest");
      assertThatThrownBy(() -> query(url + "wrong", "SELECT 1")).hasMessageContaining("guest");
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17})
  void runsOlderVersions(int major) throws SQLException {
    try (TestPostgres postgres = TestPostgres.start(major)) {
      assertThat(query(postgres.jdbcUrl("postgres"), "SHOW server_version"))
          .startsWith(major + ".");
      assertThat(decodedMessageTypes(postgres, "postgres")).isEqualTo("BRIC");
    }
  }

  private static String decodedMessageTypes(TestPostgres postgres, String database)
      throws SQLException {
    postgres.execute(
        database,
        "CREATE TABLE t (id int PRIMARY KEY)",
        "CREATE PUBLICATION p FOR TABLE t",
        "SELECT pg_create_logical_replication_slot('launcher', 'pgoutput')",
        "INSERT INTO t VALUES (1)");
    String changes =
        query(
            postgres.jdbcUrl(database),
            "SELECT string_agg(convert_from(substr(data, 1, 1), 'UTF8'), '') FROM pg_logical_slot_get_binary_changes("
                + "'launcher', NULL, NULL, 'proto_version', '1', 'publication_names', 'p')");
    postgres.execute(database, "SELECT pg_drop_replication_slot('launcher')");
    return changes;
  }

  private static String query(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }
}
