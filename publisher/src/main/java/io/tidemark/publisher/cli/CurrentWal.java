package io.tidemark.publisher.cli;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.ConfigurationException;
import io.tidemark.replication.ReplicationConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Where the server's WAL ends now. */
final class CurrentWal {

  private CurrentWal() {}

  static Lsn of(ReplicationConfig config) {
    Properties properties = new Properties();
    properties.putAll(config.properties());
    properties.setProperty("user", config.user());
    properties.setProperty("password", config.password());
    try (Connection connection = DriverManager.getConnection(config.url(), properties);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_current_wal_lsn()::text")) {
      row.next();
      return Lsn.parse(row.getString(1));
    } catch (SQLException e) {
      throw new ConfigurationException(
          "--until-current: SQLSTATE %s from %s: %s"
              .formatted(e.getSQLState(), config.url(), e.getMessage()));
    }
  }
}
