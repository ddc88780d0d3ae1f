package io.tidemark.replication;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What the server says of itself and of the session.
 *
 * @param major such as 18
 * @param version such as {@code 18.6}
 * @param walLevel {@code logical} is needed
 * @param database the one connected to
 * @param walSenderTimeout zero when the server waits for ever
 */
record ServerState(
    int major, String version, String walLevel, String database, Duration walSenderTimeout) {

  // effective_wal_level: PostgreSQL 19 raises the level by itself when a logical slot is made
  private static final String QUERY =
      """
      SELECT current_setting('server_version_num')::int / 10000, current_setting('server_version'),
             coalesce(current_setting('effective_wal_level', true), current_setting('wal_level')),
             current_database(),
             (SELECT setting::bigint FROM pg_settings WHERE name = 'wal_sender_timeout')""";

  /** Throws when the server is older than {@code least}. */
  void require(int least, String what, String remedy, String place) {
    if (major < least) {
      throw new PrerequisiteException(
          PrerequisiteException.Kind.SERVER_VERSION,
          "%s needs PostgreSQL %d; %s runs %s: %s".formatted(what, least, place, version, remedy),
          null);
    }
  }

  static ServerState read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      row.next();
      return new ServerState(
          row.getInt(1),
          row.getString(2),
          row.getString(3),
          row.getString(4),
          Duration.ofMillis(row.getLong(5)));
    }
  }
}
