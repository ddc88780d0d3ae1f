package io.tidemark.benchmarks.pipe;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * Commits single-row transactions when they are due, never earlier, and at once when late. Several
 * share the work: each does every so-manieth transaction.
 */
final class SteadyWriter implements Callable<Void> {
  private final String url;
  private final Timestamps timestamps;
  private final long begin;
  private final double nanosApart;
  private final int first;
  private final int step;

  /**
   * @param begin when transaction 0 is due
   * @param rate transactions a second of all writers together
   * @param first this one's first transaction
   * @param step from one of its transactions to the next
   */
  SteadyWriter(String url, Timestamps timestamps, long begin, int rate, int first, int step) {
    this.url = url;
    this.timestamps = timestamps;
    this.begin = begin;
    this.nanosApart = 1e9 / rate;
    this.first = first;
    this.step = step;
  }

  @Override
  public Void call() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO narrow VALUES (?, 7, 'SKU-000042', 12.50, now(), true, 'as usual')")) {
      for (int i = first; i < timestamps.transactions(); i += step) {
        long due = begin + (long) (i * nanosApart);
        awaitNanos(due);
        insert.setLong(1, i);
        insert.executeUpdate();
        timestamps.committed(i, due);
      }
    }
    return null;
  }

  private static void awaitNanos(long due) {
    for (long rest = due - System.nanoTime(); rest > 0; rest = due - System.nanoTime()) {
      LockSupport.parkNanos(rest);
    }
  }
}
