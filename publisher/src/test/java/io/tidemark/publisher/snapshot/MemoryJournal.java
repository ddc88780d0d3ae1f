package io.tidemark.publisher.snapshot;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Outlives the publishers of a test, as a topic does. */
final class MemoryJournal implements SnapshotJournal {
  private final Map<String, String> entries = new ConcurrentSkipListMap<>();

  @Override
  public Map<String, String> read(String slot) {
    return Map.copyOf(entries);
  }

  @Override
  public void write(String slot, String entry, String value) {
    entries.put(entry, value);
  }

  Map<String, String> entries() {
    return entries;
  }

  @Override
  public void close() {}
}
