package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which database cluster a server is, and which of its histories.
 *
 * @param systemId made by initdb, the same on a primary and its standbys
 * @param timeline counts promotions: positions are comparable within one
 * @param walEnd the end of the WAL that is safe on disk
 * @see <a
 *     href="https://www.postgresql.org/docs/current/protocol-replication.html">IDENTIFY_SYSTEM</a>
 */
public record SystemIdentity(String systemId, int timeline, Lsn walEnd) {

  /** On a replication connection. */
  static SystemIdentity read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
      row.next();
      return new SystemIdentity(
          row.getString("systemid"), row.getInt("timeline"), Lsn.parse(row.getString("xlogpos")));
    }
  }

  /**
   * Where this timeline left an older one: the older one's positions beyond are not in it. The
   * highest position when it never did.
   */
  Lsn leftTimeline(Connection connection, int older) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("TIMELINE_HISTORY " + timeline)) {
      row.next();
      return switchPoint(row.getString("content"), older);
    }
  }

  /** A line of the history file: parent timeline, switch point, reason, with tabs between. */
  static Lsn switchPoint(String history, int older) {
    return history
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(fields -> fields.length > 1 && fields[0].strip().equals(Integer.toString(older)))
        .map(fields -> Lsn.parse(fields[1].strip()))
        .findFirst()
        .orElse(new Lsn(-1));
  }
}
