package io.tidemark.benchmarks.workload;

import java.util.List;

/**
 * The frames of one transaction, which can be replayed any number of times. Immutable and
 * thread-safe.
 *
 * @param relation announces the table: to be replayed once, as the server sends it once a
 *     connection
 * @param frames Begin, a frame for each row, Commit
 */
public record RecordedTransaction(Frame relation, List<Frame> frames) {

  /** Copies the list. */
  public RecordedTransaction {
    frames = List.copyOf(frames);
  }

  /** How many rows it changed. */
  public int rows() {
    return frames.size() - 2;
  }
}
