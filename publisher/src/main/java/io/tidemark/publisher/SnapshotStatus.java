package io.tidemark.publisher;

import java.util.List;

/**
 * How far a snapshot is, at one moment. Immutable and thread-safe.
 *
 * @param tables those to read, in the order of their names
 */
public record SnapshotStatus(List<Table> tables) {

  /** Copies the list. */
  public SnapshotStatus {
    tables = List.copyOf(tables);
  }

  /**
   * One table.
   *
   * @param name such as {@code public.orders}
   * @param rows sent since the publisher started
   * @param bytes keys and values of their records
   * @param estimatedRows PostgreSQL's estimate for the whole table; -1 when it has none
   * @param fraction of the table that is safe in the sink, 0 to 1
   */
  public record Table(String name, long rows, long bytes, long estimatedRows, double fraction) {

    /** Whether all of it is safe. */
    public boolean isFinished() {
      return fraction >= 1;
    }
  }

  /** Rows of all tables, sent since the publisher started. */
  public long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }

  /** Keys and values of all their records. */
  public long bytes() {
    return tables.stream().mapToLong(Table::bytes).sum();
  }

  /** How much of all tables is safe in the sink, 0 to 1, each table counted by its estimate. */
  public double fraction() {
    double all = 0;
    double safe = 0;
    for (Table table : tables) {
      long weight = Math.max(1, table.estimatedRows());
      all += weight;
      safe += weight * table.fraction();
    }
    return all == 0 ? 1 : safe / all;
  }

  /** How many tables are not finished. */
  public long remainingTables() {
    return tables.stream().filter(table -> !table.isFinished()).count();
  }
}
