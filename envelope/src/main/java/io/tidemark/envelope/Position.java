package io.tidemark.envelope;

import io.tidemark.pgoutput.Lsn;

/**
 * The order key of an event: transactions in commit order, events in order within theirs. Immutable
 * and thread-safe.
 *
 * <p>The LSN of a row cannot serve: several rows may share one, and the rows of interleaved
 * transactions are not in commit order. A tombstone has a position of its own, right after its
 * delete.
 *
 * @param commitLsn the commit record of the event's transaction
 * @param ordinal counts the events of the transaction from 0
 */
public record Position(Lsn commitLsn, long ordinal) implements Comparable<Position> {

  /**
   * The ordinal of a logical message outside of transactions, whose own LSN takes the place of a
   * commit's. A transaction may commit at the very byte where the message ended, and comes after
   * it.
   */
  public static final long MESSAGE_ORDINAL = -1;

  @Override
  public int compareTo(Position other) {
    int byCommit = commitLsn.compareTo(other.commitLsn);
    return byCommit != 0 ? byCommit : Long.compare(ordinal, other.ordinal);
  }

  /** {@code 0/16B3748#3}. */
  @Override
  public String toString() {
    return commitLsn + "#" + ordinal;
  }
}
