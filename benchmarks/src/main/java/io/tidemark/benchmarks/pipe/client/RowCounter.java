package io.tidemark.benchmarks.pipe.client;

/** Tells the harness when half of the rows, and all of them, were read. Belongs to one thread. */
final class RowCounter {
  private final long rows;
  private long count;

  RowCounter(long rows) {
    this.rows = rows;
  }

  void row() {
    count++;
    if (count == rows / 2) {
      System.out.println(ClientMain.HALF);
    }
    if (count == rows) {
      System.out.println(ClientMain.DONE);
    }
    if (count > rows) {
      throw new IllegalStateException("row " + count + " of a backlog of " + rows);
    }
  }
}
