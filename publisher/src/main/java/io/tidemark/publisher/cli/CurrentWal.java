package io.tidemark.publisher.cli;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.ConfigurationException;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.SqlConnection;
import java.sql.Connection;
import java.sql.SQLException;

/** Where the server's WAL ends now. */
final class CurrentWal {

  private CurrentWal() {}

  static Lsn of(ReplicationConfig config) {
    try (Connection connection = SqlConnection.open(config)) {
      return SqlConnection.walEnd(connection);
    } catch (SQLException e) {
      throw new ConfigurationException(
          "--until-current: SQLSTATE %s from %s: %s"
              .formatted(e.getSQLState(), config.url(), e.getMessage()));
    }
  }
}
