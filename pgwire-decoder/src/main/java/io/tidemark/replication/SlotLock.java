package io.tidemark.replication;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps others from doing at the same time what only one may do for a slot: the server says who
 * streams from it, and nobody who reads the tables for it. An advisory lock under the slot's name,
 * which goes with the connection that holds it. Belongs to one thread.
 */
public final class SlotLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlotLock.class);

  private static final String TRY =
      """
      SELECT pg_try_advisory_lock(hashtextextended('tidemark ' || ?, 0)),
             set_config('idle_session_timeout', '0', false)""";

  private static final String RELEASE =
      "SELECT pg_advisory_unlock(hashtextextended('tidemark ' || ?, 0))";

  private static final String HOLDER =
      """
      SELECT pid
        FROM pg_locks
       WHERE locktype = 'advisory' AND objsubid = 1 AND granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND (classid::bigint << 32 | objid::bigint) = hashtextextended('tidemark ' || ?, 0)""";

  private final String slot;
  private final LazyConnection connection;

  private SlotLock(String slot, LazyConnection connection) {
    this.slot = slot;
    this.connection = connection;
  }

  /**
   * Takes the lock of the configuration's slot, which need not exist.
   *
   * @throws SlotException of the kind ACTIVE when somebody has it
   * @throws ReplicationException when the server cannot be reached or refuses
   */
  public static SlotLock take(ReplicationConfig config) {
    String slot = config.slot();
    boolean taken = false;
    LazyConnection connection = LazyConnection.to(config);
    try {
      taken = ask(TRY, slot, connection.get(), row -> row.next() && row.getBoolean(1));
      if (!taken) {
        int holder = ask(HOLDER, slot, connection.get(), row -> row.next() ? row.getInt(1) : 0);
        throw SlotException.active(slot, holder, null);
      }
      return new SlotLock(slot, connection);
    } catch (SQLException e) {
      throw ServerErrors.whileReading("lock slot " + Sql.identifier(slot), e, config);
    } finally {
      if (!taken) {
        connection.close();
      }
    }
  }

  private interface Answer<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> T ask(String sql, String slot, Connection connection, Answer<T> answer)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, slot);
      try (ResultSet row = statement.executeQuery()) {
        return answer.read(row);
      }
    }
  }

  /** Whoever asks next has it, which the end of a connection alone does not promise. */
  @Override
  public void close() {
    try {
      ask(RELEASE, slot, connection.get(), ResultSet::next);
    } catch (SQLException e) {
      LOG.debug("the lock of slot {} went with its connection", slot, e);
    }
    connection.close();
  }
}
