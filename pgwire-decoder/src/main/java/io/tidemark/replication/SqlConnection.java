package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * An ordinary connection beside a stream: the same database, role and TLS settings, for SQL that a
 * connection in replication mode cannot run while it streams.
 */
public final class SqlConnection {
  private static final String WAL_END =
      """
      SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END::text""";

  private SqlConnection() {}

  /**
   * Connects; the caller closes it.
   *
   * @throws ReplicationException naming what stands in the way and the remedy
   */
  public static Connection open(ReplicationConfig config) {
    try {
      return ReplicationConnection.openOrdinary(config);
    } catch (SQLException e) {
      throw ServerErrors.whileConnecting(e, config);
    }
  }

  /** Where the server's WAL ends now; on a standby, as far as it has been replayed. */
  public static Lsn walEnd(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(WAL_END)) {
      row.next();
      return Lsn.parse(row.getString(1));
    }
  }
}
