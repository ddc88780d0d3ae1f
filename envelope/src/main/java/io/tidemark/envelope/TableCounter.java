package io.tidemark.envelope;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts the records of one table; hangs on its plan, so that a row needs no look-up. The thread
 * that decodes counts, any may read.
 */
final class TableCounter {
  private final String table;
  private final AtomicLongArray events = new AtomicLongArray(Operation.values().length);
  private final AtomicLongArray bytes = new AtomicLongArray(Operation.values().length);

  TableCounter(String table) {
    this.table = table;
  }

  /** One writer: an ordered store each is enough. */
  @SuppressWarnings("EnumOrdinal") // an index that lives no longer than the array; a map would cost
  void add(Operation operation, long recordBytes) {
    int index = operation.ordinal();
    events.lazySet(index, events.getPlain(index) + 1);
    bytes.lazySet(index, bytes.getPlain(index) + recordBytes);
  }

  /** Operations that there were. */
  @SuppressWarnings("EnumOrdinal") // as above
  List<EventCount> counts() {
    List<EventCount> counts = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      long count = events.get(operation.ordinal());
      if (count > 0) {
        counts.add(new EventCount(table, operation, count, bytes.get(operation.ordinal())));
      }
    }
    return counts;
  }
}
