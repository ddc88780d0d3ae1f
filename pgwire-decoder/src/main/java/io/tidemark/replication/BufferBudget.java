package io.tidemark.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all held transactions share. When it is used up, the transaction with most of it
 * goes to disk, as PostgreSQL's own reorder buffer does it: few files, written in large pieces.
 * Belongs to one thread, except for what is {@link #used} and {@link #spilled}.
 */
final class BufferBudget {
  private final long limit;
  private final List<TransactionLog> logs = new ArrayList<>();

  // Written by that thread, read by any
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong spilled = new AtomicLong();

  BufferBudget(long limit) {
    this.limit = limit;
  }

  long limit() {
    return limit;
  }

  long used() {
    return used.get();
  }

  /** The bytes on disk. */
  long spilled() {
    return spilled.get();
  }

  /** So many bytes more are on disk. */
  void spilled(long bytes) {
    spilled.lazySet(spilled.getPlain() + bytes);
  }

  void add(TransactionLog log) {
    logs.add(log);
  }

  void remove(TransactionLog log) {
    logs.remove(log);
  }

  /** Makes room for {@code bytes}, at most the limit, and counts them as used. */
  void reserve(int bytes) {
    while (used.getPlain() + bytes > limit) {
      largest().spill();
    }
    used.lazySet(used.getPlain() + bytes);
  }

  void release(long bytes) {
    used.lazySet(used.getPlain() - bytes);
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
