package io.tidemark.publisher.snapshot;

import io.tidemark.replication.VisibleTransactions;
import java.util.Arrays;

/**
 * The transactions that a stream has sent since the last snapshot that showed all of them. A commit
 * is in the WAL, and sent, before it is visible: for moments, or for as long as a synchronous
 * standby does not answer. Belongs to one thread.
 */
final class DeliveredTransactions {
  /** 4 MiB. */
  private static final int MANY = 1 << 20;

  private int[] xids = new int[64];
  private int count;

  void add(long xid) {
    if (count == xids.length) {
      xids = Arrays.copyOf(xids, count * 2);
    }
    xids[count++] = (int) xid;
  }

  /** Whether a snapshot shows all of them; if so, they need not be asked about again. */
  boolean areIn(VisibleTransactions visible) {
    for (int i = 0; i < count; i++) {
      if (!visible.contains(xids[i])) {
        return false;
      }
    }
    count = 0;
    return true;
  }

  /** Whether it is time to forget them, and to wait for all that was before instead. */
  boolean isFull() {
    return count >= MANY;
  }

  void clear() {
    count = 0;
  }
}
