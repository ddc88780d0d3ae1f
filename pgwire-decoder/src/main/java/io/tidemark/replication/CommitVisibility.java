package io.tidemark.replication;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until queries see a transaction that the stream has delivered. Belongs to one thread.
 *
 * <p>A walsender reads a commit as soon as its WAL is flushed. Other sessions see the transaction
 * only when its backend has also left the list of running ones: an instant later, or, with
 * synchronous replication, once a standby has answered. Between the two, the catalog is that of
 * before.
 */
final class CommitVisibility {
  private static final Logger LOG = LoggerFactory.getLogger(CommitVisibility.class);
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** The stream tells the lower 32 bits of an id, which is within 2^31 of the newest one. */
  private static final String VISIBLE =
      """
      select pg_catalog.pg_visible_in_snapshot(
        (newest + ((?::bigint - newest + 2147483648) & 4294967295) - 2147483648)::text::xid8, now)
      from (select s as now, pg_catalog.pg_snapshot_xmax(s)::text::bigint as newest
        from pg_catalog.pg_current_snapshot() s) c""";

  private final Duration patience;

  /** The transaction that was waited for last. */
  private long settled;

  CommitVisibility(Duration patience) {
    this.patience = patience;
  }

  /**
   * Returns when the transaction is visible, or with a warning when patience has run out: a commit
   * may wait for a standby that never answers, or for the very stream that is waiting here.
   *
   * @param xid unsigned 32 bits; 0 for no transaction
   */
  void await(Connection connection, long xid) throws SQLException {
    if (xid == 0 || xid == settled) {
      return;
    }
    long start = System.nanoTime();
    long pause = FIRST_PAUSE_NANOS;
    while (!isVisible(connection, xid)) {
      if (System.nanoTime() - start >= patience.toNanos()
          || Thread.currentThread().isInterrupted()) {
        LOG.warn(
            "transaction {} has been streamed, and is not visible to queries after {}: tables are described as they"
                + " were before it. Its commit may be waiting for a synchronous standby",
            xid,
            patience);
        break;
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
    }
    settled = xid;
  }

  private static boolean isVisible(Connection connection, long xid) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(VISIBLE)) {
      statement.setLong(1, xid);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}
