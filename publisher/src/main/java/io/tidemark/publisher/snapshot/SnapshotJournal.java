package io.tidemark.publisher.snapshot;

import java.util.Map;

/**
 * Where a snapshot writes down what is done, so that a kill cannot lose it: the last value of each
 * entry. Belongs to one thread.
 */
public interface SnapshotJournal extends AutoCloseable {

  /** Every entry of a slot, with its last value. */
  Map<String, String> read(String slot);

  /** Returns when the entry is safe. */
  void write(String slot, String entry, String value);

  @Override
  void close();
}
