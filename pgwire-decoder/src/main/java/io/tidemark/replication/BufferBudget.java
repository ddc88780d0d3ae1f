package io.tidemark.replication;

import java.util.ArrayList;
import java.util.List;

/**
 * The memory that all held transactions share. When it is used up, the transaction with most of it
 * goes to disk, as PostgreSQL's own reorder buffer does it: few files, written in large pieces.
 * Belongs to one thread.
 */
final class BufferBudget {
  private final long limit;
  private final List<TransactionLog> logs = new ArrayList<>();
  private long used;

  BufferBudget(long limit) {
    this.limit = limit;
  }

  long limit() {
    return limit;
  }

  long used() {
    return used;
  }

  void add(TransactionLog log) {
    logs.add(log);
  }

  void remove(TransactionLog log) {
    logs.remove(log);
  }

  /** Makes room for {@code bytes}, at most the limit, and counts them as used. */
  void reserve(int bytes) {
    while (used + bytes > limit) {
      largest().spill();
    }
    used += bytes;
  }

  void release(long bytes) {
    used -= bytes;
  }

  private TransactionLog largest() {
    TransactionLog largest = logs.get(0);
    for (TransactionLog log : logs) {
      if (log.bytesInMemory() > largest.bytesInMemory()) {
        largest = log;
      }
    }
    return largest;
  }
}
