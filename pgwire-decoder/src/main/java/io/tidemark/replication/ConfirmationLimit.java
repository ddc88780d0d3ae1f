package io.tidemark.replication;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How far the slot may be confirmed while the assembler holds prepared transactions back.
 *
 * <p>PostgreSQL sends a transaction's rows again after a restart only if its Prepare is at or
 * beyond the confirmed position; of one that was prepared before, it sends Commit Prepared alone.
 * So a position between a held transaction's Prepare and the end of its Commit Prepared must never
 * be confirmed: rows that were still held, or delivered but not yet safe, would be lost.
 *
 * <p>What the assembler keeps to itself (a Prepare, a rollback) nobody will ever report as safe; it
 * counts as safe once everything that was handed on is.
 *
 * <p>Thread-safe: the reader's thread holds and resolves, any thread may ask.
 */
final class ConfirmationLimit {
  /** Newest prepare first, which is the order in which {@link #confirmable} must go. */
  private static final Comparator<Hold> NEWEST_FIRST =
      (a, b) -> Long.compareUnsigned(b.prepareLsn, a.prepareLsn);

  /** Of a transaction that is neither committed nor rolled back yet. */
  private static final long UNKNOWN = -1L; // the largest position, unsigned

  private final List<Hold> holds = new ArrayList<>();

  /** The end of the last transaction or message that was handed on. */
  private long handedOn;

  /** The end of the last message that was kept. */
  private long kept;

  /** Positions in {@code (prepareLsn, endLsn)} may not be confirmed. */
  private record Hold(long xid, long prepareLsn, long endLsn) {}

  /** Before the end of a transaction, or a message of its own, is handed on. */
  synchronized void handOn(long endLsn) {
    handedOn = max(handedOn, endLsn);
  }

  /** A Prepare or Rollback Prepared was not handed on. */
  synchronized void keep(long endLsn) {
    kept = max(kept, endLsn);
  }

  synchronized void hold(long xid, long prepareLsn) {
    release(xid);
    add(new Hold(xid, prepareLsn, UNKNOWN));
  }

  /** The rows went downstream: whoever confirms {@code endLsn} says that they are safe. */
  synchronized void deliver(long xid, long endLsn) {
    for (Hold hold : List.copyOf(holds)) {
      if (hold.xid == xid && hold.endLsn == UNKNOWN) {
        holds.remove(hold);
        add(new Hold(xid, hold.prepareLsn, endLsn));
      }
    }
  }

  /** The rows are not needed any more. */
  synchronized void release(long xid) {
    holds.removeIf(hold -> hold.xid == xid && hold.endLsn == UNKNOWN);
  }

  private void add(Hold hold) {
    holds.add(hold);
    holds.sort(NEWEST_FIRST);
  }

  /**
   * The largest position that may be confirmed, given that everything before {@code requested} that
   * was handed on is safe.
   */
  synchronized long confirmable(long requested) {
    boolean allSafe = Long.compareUnsigned(requested, handedOn) >= 0;
    long position = allSafe ? max(requested, kept) : requested;
    for (Hold hold : holds) {
      if (Long.compareUnsigned(position, hold.prepareLsn) > 0
          && Long.compareUnsigned(position, hold.endLsn) < 0) {
        position = hold.prepareLsn;
      }
    }
    long confirmed = position;
    holds.removeIf(hold -> Long.compareUnsigned(hold.endLsn, confirmed) <= 0);
    return position;
  }

  private static long max(long a, long b) {
    return Long.compareUnsigned(a, b) >= 0 ? a : b;
  }
}
