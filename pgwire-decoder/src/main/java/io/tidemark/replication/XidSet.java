package io.tidemark.replication;

/**
 * A set of transaction ids without boxing: open addressing, at most half full. A transaction may
 * have hundreds of thousands of aborted subtransactions. Belongs to one thread.
 */
final class XidSet {
  /** No transaction has the id 0: PostgreSQL's InvalidTransactionId. */
  private static final int EMPTY = 0;

  private int[] slots = new int[16];
  private int size;

  void add(long xid) {
    if (xid == EMPTY) {
      return;
    }
    if (size * 2 >= slots.length) {
      int[] fewer = slots;
      slots = new int[fewer.length * 2];
      for (int present : fewer) {
        slots[find(present)] = present;
      }
    }
    int i = find((int) xid);
    if (slots[i] == EMPTY) {
      slots[i] = (int) xid;
      size++;
    }
  }

  boolean contains(long xid) {
    return size > 0 && xid != EMPTY && slots[find((int) xid)] != EMPTY;
  }

  /** The slot that holds the id, or else the empty one where it belongs. */
  private int find(int xid) {
    int mask = slots.length - 1;
    int hash = xid * 0x9E3779B9; // Fibonacci hashing: ids come in runs
    int i = (hash ^ (hash >>> 16)) & mask;
    while (slots[i] != EMPTY && slots[i] != xid) {
      i = (i + 1) & mask;
    }
    return i;
  }
}
