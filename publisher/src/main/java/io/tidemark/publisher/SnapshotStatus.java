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

  /** How many tables are not finished. */
  public long remainingTables() {
    return tables.stream().filter(table -> !table.isFinished()).count();
  }
}
