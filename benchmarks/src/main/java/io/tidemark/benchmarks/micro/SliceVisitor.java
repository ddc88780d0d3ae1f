package io.tidemark.benchmarks.micro;

import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;

/** Visits the slice of every column: its kind, where it is, how long it is, and its first byte. */
final class SliceVisitor extends RowHandler {
  private long bytes;
  private long firstBytes;

  @Override
  void onRow(Relation relation, WireTuple row) {
    byte[] buffer = row.buffer();
    for (int i = 0; i < row.size(); i++) {
      switch (row.kind(i)) {
        case NULL, UNCHANGED -> {}
        case TEXT, BINARY -> {
          int length = row.length(i);
          bytes += length;
          firstBytes += length == 0 ? 0 : buffer[row.offset(i)];
        }
      }
    }
  }

  /**
   * Changes with every byte visited; what a benchmark returns, so that nothing is optimised away.
   */
  long checksum() {
    return 31 * bytes + firstBytes;
  }
}
