package io.tidemark.publisher.snapshot;

import java.util.Locale;

/** When to take a snapshot: the setting {@code snapshot.mode}, as Debezium means it. */
public enum SnapshotMode {
  /** When there is no slot yet, or an unfinished snapshot; then streams. */
  INITIAL,
  /** The same, and does not stream. */
  INITIAL_ONLY,
  /** Never: streams from the slot, which is created when it is missing. */
  NO_DATA,
  /** At each start. */
  ALWAYS,
  /** As {@link #INITIAL}, and also when the slot has lost its WAL: then it is made anew. */
  WHEN_NEEDED;

  /** As in the setting. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
