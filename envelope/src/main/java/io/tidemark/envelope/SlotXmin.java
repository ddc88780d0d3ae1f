package io.tidemark.envelope;

import io.tidemark.replication.Catalog;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The field {@code xmin}: what the slot says at the start of a transaction, asked for at most once
 * an interval. Belongs to one thread.
 */
final class SlotXmin {
  private final Catalog catalog;
  private final long intervalNanos;
  private final LongSupplier nanos;
  private OptionalLong known = OptionalLong.empty();
  private long knownSince;

  /**
   * An xmin that is not known yet.
   *
   * @param interval zero for never
   */
  SlotXmin(Catalog catalog, Duration interval, LongSupplier nanos) {
    this.catalog = catalog;
    this.nanos = nanos;
    intervalNanos = interval.toNanos();
  }

  /** As of now, or of no longer ago than the interval; empty where it is not asked for. */
  OptionalLong current() {
    if (intervalNanos > 0) {
      long now = nanos.getAsLong();
      if (known.isEmpty() || now - knownSince >= intervalNanos) {
        known = catalog.slotXmin();
        knownSince = now;
      }
    }
    return known;
  }
}
