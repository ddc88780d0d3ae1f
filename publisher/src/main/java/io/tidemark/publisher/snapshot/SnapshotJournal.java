package io.tidemark.publisher.snapshot;

import java.util.Map;

/**
 * Where a snapshot writes down what is done, so that a kill cannot lose it: the last value of each
 * entry. Belongs to one thread.
 */
public interface SnapshotJournal extends AutoCloseable {

  /**
   * Every entry of an owner, with its last value.
   *
   * @param owner the topic prefix and the slot of a publisher, such as {@code shop/orders_slot}:
   *     several publishers may share a journal, and slots of several servers a name
   */
  Map<String, String> read(String owner);

  /** Returns when the entry is safe. */
  void write(String owner, String entry, String value);

  @Override
  void close();
}
