package io.tidemark.publisher.snapshot;

import io.tidemark.publisher.SnapshotStatus;
import java.util.Map;
import java.util.TreeMap;

/** How far the tables of one incremental snapshot are. Belongs to one thread. */
final class IncrementalStatus {
  private final Map<String, Table> tables = new TreeMap<>();

  /** Counts of all snapshots by table, which others share. */
  private final Map<String, TableRun.Sent> sent;

  private static final class Table {
    private final TableRun.Sent all;
    private long rows;
    private long estimate;
    private int heapsLeft;

    private Table(TableRun.Sent all) {
      this.all = all;
    }
  }

  IncrementalStatus(Map<String, TableRun.Sent> sent) {
    this.sent = sent;
  }

  void clear() {
    tables.clear();
  }

  /** A heap is to be read. */
  void add(ChunkTarget target) {
    Table table =
        tables.computeIfAbsent(
            target.name(),
            name -> new Table(sent.computeIfAbsent(name, key -> new TableRun.Sent())));
    table.heapsLeft++;
    long rows = target.heap().estimatedRows();
    table.estimate = rows < 0 || table.estimate < 0 ? -1 : table.estimate + rows;
  }

  /** A row was sent. */
  void sent(String name, long bytes) {
    Table table = tables.get(name);
    if (table != null) {
      table.rows++;
      table.all.rows().incrementAndGet();
      table.all.bytes().addAndGet(bytes);
    }
  }

  /** Nothing of a heap is left. */
  void finished(String name) {
    Table table = tables.get(name);
    if (table != null) {
      table.heapsLeft--;
    }
  }

  SnapshotStatus status() {
    return new SnapshotStatus(
        tables.entrySet().stream().map(entry -> status(entry.getKey(), entry.getValue())).toList());
  }

  private static SnapshotStatus.Table status(String name, Table table) {
    double guess = Math.min(0.99, table.rows / (double) Math.max(1, table.estimate));
    return new SnapshotStatus.Table(
        name,
        table.all.rows().get(),
        table.all.bytes().get(),
        table.estimate,
        table.heapsLeft == 0 ? 1 : guess);
  }

  /** Rows of this snapshot. */
  long rows() {
    return tables.values().stream().mapToLong(table -> table.rows).sum();
  }
}
