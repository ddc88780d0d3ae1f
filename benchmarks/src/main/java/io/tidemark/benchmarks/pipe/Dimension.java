package io.tidemark.benchmarks.pipe;

import java.util.List;

/** What grows in a scale run, while all else stays small. */
enum Dimension {
  /** A topic for each. */
  TABLES("tables", 300_000),
  /** int4, beside the key. */
  COLUMNS("columns", 300_000),
  /** Of text, in one column. */
  SIZE("bytes of text in a row", 300_000),
  /** Rows in each. */
  TRANSACTION("rows a transaction", 1_000_000),
  /** Of the one topic. */
  PARTITIONS("partitions", 300_000);

  private static final long ROWS_PER_TRANSACTION = 100;

  /** So that large rows make a backlog of some hundred megabytes too, and not of gigabytes. */
  private static final long BYTES = 200_000_000;

  private final String title;
  private final long rows;

  Dimension(String title, long rows) {
    this.title = title;
    this.rows = rows;
  }

  String title() {
    return title;
  }

  List<Integer> steps() {
    return switch (this) {
      case TABLES -> List.of(1, 10, 100, 1_000, 10_000);
      case COLUMNS -> List.of(1, 5, 20, 100, 500);
      case SIZE -> List.of(20, 200, 2_000, 20_000, 200_000, 1_000_000);
      case TRANSACTION -> List.of(1, 10, 100, 1_000, 10_000, 100_000, 1_000_000);
      case PARTITIONS -> List.of(1, 4, 16, 64);
    };
  }

  int partitions(int value) {
    return this == PARTITIONS ? value : 1;
  }

  SyntheticLoad load(int value, RunOptions options) {
    return switch (this) {
      case TABLES, PARTITIONS ->
          new SyntheticLoad(
              title,
              this == TABLES ? value : 1,
              4,
              40,
              Math.min(ROWS_PER_TRANSACTION, Math.max(1, options.rows(rows) / value)),
              options.rows(rows));
      case COLUMNS ->
          new SyntheticLoad(
              title, 1, value, 0, ROWS_PER_TRANSACTION, options.rows(rowsOf(10L * value)));
      case SIZE ->
          new SyntheticLoad(title, 1, 1, value, ROWS_PER_TRANSACTION, options.rows(rowsOf(value)));
      case TRANSACTION -> new SyntheticLoad(title, 1, 4, 40, value, options.rows(rows));
    };
  }

  private long rowsOf(long bytes) {
    return Math.min(rows, Math.max(200, BYTES / bytes));
  }
}
