package io.tidemark.publisher.snapshot;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Outlives the publishers of a test, as a topic does. */
final class MemoryJournal implements SnapshotJournal {
  private final Map<String, String> entries = new ConcurrentSkipListMap<>();

  @Override
  public Map<String, String> read(String slot) {
    Map<String, String> found = new TreeMap<>();
    entries.forEach(
        (key, value) -> {
          if (key.startsWith(slot + " ")) {
            found.put(key.substring(slot.length() + 1), value);
          }
        });
    return found;
  }

  @Override
  public void write(String slot, String entry, String value) {
    entries.put(slot + " " + entry, value);
  }

  /** What an entry ends on; empty when there is none. */
  String entry(String slot, String entry) {
    return entries.getOrDefault(slot + " " + entry, "");
  }

  Map<String, String> entries() {
    return entries;
  }

  @Override
  public void close() {}
}
