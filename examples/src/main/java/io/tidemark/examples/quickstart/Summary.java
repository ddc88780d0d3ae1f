package io.tidemark.examples.quickstart;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * What the run has shown. Immutable.
 *
 * @param done what the workload wrote
 * @param expected events that those writes must become, by table and operation
 * @param received events that the consumer got, by table and operation
 * @param reconciliation the consumer's state against the tables
 * @param confirmedLsn the slot's confirmed_flush_lsn
 * @param slotLagBytes WAL between it and the server's head
 * @param latencyMicros commit to receipt, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // printed once, never compared
record Summary(
    Workload.Done done,
    Map<String, Long> expected,
    Map<String, Long> received,
    Reconciliation reconciliation,
    String confirmedLsn,
    long slotLagBytes,
    long[] latencyMicros) {

  /** Where the slot stands. */
  record SlotPosition(String confirmedLsn, long lagBytes) {

    static SlotPosition read(Connection database) throws SQLException {
      String sql =
          "SELECT confirmed_flush_lsn, pg_current_wal_lsn() - confirmed_flush_lsn FROM pg_replication_slots"
              + " WHERE slot_name = '"
              + Shop.SLOT
              + "'";
      try (Statement statement = database.createStatement();
          ResultSet result = statement.executeQuery(sql)) {
        result.next();
        return new SlotPosition(result.getString(1), result.getLong(2));
      }
    }
  }

  /** True when nothing is missing and nothing is too much. */
  boolean complete() {
    return expected.equals(received) && reconciliation.problems().isEmpty();
  }

  void print(PrintStream out) {
    out.println();
    out.printf("Rows written         %,d in %,d transactions%n", done.rows(), done.transactions());
    out.printf("Envelopes received   %,d of %,d expected%n", sum(received), sum(expected));
    expected.forEach(
        (kind, count) ->
            out.printf("  %-18s %,d of %,d%n", kind, received.getOrDefault(kind, 0L), count));
    out.printf(
        "Tables compared      %,d rows, column by column: %s%n",
        reconciliation.rows(),
        reconciliation.problems().isEmpty()
            ? "all equal"
            : reconciliation.problems().size() + " differ");
    reconciliation.problems().forEach(problem -> out.println("  " + problem));
    out.printf("Confirmed LSN        %s, slot lag %,d bytes%n", confirmedLsn, slotLagBytes);
    out.printf("Commit to receipt    median %.1f ms, p99 %.1f ms%n", millis(0.50), millis(0.99));
    out.println(
        complete() ? "Every row is accounted for." : "ROWS ARE MISSING OR WRONG, see above.");
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private double millis(double quantile) {
    if (latencyMicros.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.ceil(quantile * latencyMicros.length) - 1;
    return latencyMicros[Math.max(index, 0)] / 1e3;
  }
}
