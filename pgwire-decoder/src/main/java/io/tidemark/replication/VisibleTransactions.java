package io.tidemark.replication;

import java.util.Arrays;

/**
 * Whose changes a snapshot shows: PostgreSQL's {@code pg_snapshot}. Immutable and thread-safe.
 *
 * <pre>{@code
 * VisibleTransactions visible = VisibleTransactions.parse("100:105:101,103");
 * visible.contains(99);    // true: ended before
 * visible.contains(101);   // false: was in progress
 * visible.contains(102);   // true, if it committed
 * visible.contains(105);   // false: had not begun, or not ended
 * }</pre>
 */
public final class VisibleTransactions {
  // The lower half of each ID, as a Begin message has it
  private final int xmin;
  private final int xmax;
  private final int[] inProgress;

  private VisibleTransactions(int xmin, int xmax, int[] inProgress) {
    this.xmin = xmin;
    this.xmax = xmax;
    this.inProgress = inProgress;
  }

  /**
   * Reads the type's text form, {@code xmin:xmax:xip_list}, of 64-bit IDs.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static VisibleTransactions parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "pg_snapshot: found \"" + text + "\"; expected xmin:xmax:xip_list");
    }
    int[] xips =
        parts[2].isEmpty()
            ? new int[0]
            : Arrays.stream(parts[2].split(",", -1)).mapToInt(VisibleTransactions::xid).toArray();
    Arrays.sort(xips);
    return new VisibleTransactions(xid(parts[0]), xid(parts[1]), xips);
  }

  private static int xid(String text) {
    return (int) Long.parseUnsignedLong(text);
  }

  /**
   * Whether it shows what this transaction did, given that it has committed.
   *
   * @param xid of the transaction itself, not of one within it: 32 bits, as in a Begin message
   */
  public boolean contains(long xid) {
    int id = (int) xid;
    if (id - xmin < 0) { // IDs wrap around, and are compared within half of their circle
      return true;
    }
    return id - xmax < 0 && Arrays.binarySearch(inProgress, id) < 0;
  }

  /** The IDs' lower halves, unsigned, in PostgreSQL's form. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(Integer.toUnsignedString(xmin)).append(':');
    text.append(Integer.toUnsignedString(xmax)).append(':');
    for (int i = 0; i < inProgress.length; i++) {
      text.append(i == 0 ? "" : ",").append(Integer.toUnsignedString(inProgress[i]));
    }
    return text.toString();
  }
}
