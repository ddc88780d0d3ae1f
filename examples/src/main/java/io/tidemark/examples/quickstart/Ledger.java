package io.tidemark.examples.quickstart;

import java.util.Map;
import java.util.TreeMap;

/**
 * Counts events by table and operation; one for what the workload did, one for what the consumer
 * got. Thread-safe.
 */
final class Ledger {
  private final Map<String, Long> counts = new TreeMap<>();

  synchronized void add(String table, String op, long events) {
    counts.merge(table + " " + op, events, Long::sum);
  }

  /** A snapshot by {@code table op}, sorted. */
  synchronized Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  synchronized long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
