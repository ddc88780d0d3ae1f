package io.tidemark.benchmarks.pipe;

import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;

/**
 * When each transaction was due, committed and received, all by the clock of this JVM. Thread-safe:
 * each slot is written once.
 */
final class Timestamps {
  private static final long LONGEST_MICROS = 120_000_000;
  private static final int DIGITS = 3;

  private final AtomicLongArray due;
  private final AtomicLongArray committed;
  private final AtomicLongArray received;

  Timestamps(int transactions) {
    due = new AtomicLongArray(transactions);
    committed = new AtomicLongArray(transactions);
    received = new AtomicLongArray(transactions);
  }

  int transactions() {
    return due.length();
  }

  void committed(int transaction, long dueNanos) {
    due.set(transaction, dueNanos);
    committed.set(transaction, System.nanoTime());
  }

  void received(int transaction) {
    received.set(transaction, System.nanoTime());
  }

  /** From the return of the commit, in microseconds; of the transactions from {@code first} on. */
  Histogram fromCommit(int first) {
    return since(committed, first);
  }

  /**
   * From the moment at which the transaction should have begun, whatever held it up: nothing is
   * left out because the writer had to wait.
   */
  Histogram fromDue(int first) {
    return since(due, first);
  }

  private Histogram since(AtomicLongArray start, int first) {
    Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
    for (int i = first; i < start.length(); i++) {
      // The event may be here before the commit has returned to the one who wrote it
      micros.recordValue(Math.max(0, (received.get(i) - start.get(i)) / 1_000));
    }
    return micros;
  }

  /** Transactions a second from {@code first} on, by their commits. */
  double rate(int first) {
    int last = transactions() - 1;
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = first; i <= last; i++) {
      least = Math.min(least, committed.get(i));
      most = Math.max(most, committed.get(i));
    }
    return (last - first) / ((most - least) / 1e9);
  }
}
