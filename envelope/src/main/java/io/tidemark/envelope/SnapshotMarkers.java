package io.tidemark.envelope;

import org.jspecify.annotations.Nullable;

/**
 * Gives the rows of one snapshot their markers, also when several threads read at once.
 *
 * <p>Whether a row is the last of its table, or of all, shows only later. So the last row of each
 * chunk is held back until another one follows:
 *
 * <pre>{@code
 * SnapshotMarkers<Row> markers = new SnapshotMarkers<>();
 * SnapshotMarkers<Row>.Table table = markers.table();
 * table.follow();               // a chunk has a row: null, nothing was held back
 * send(first, table.next());
 * table.hold(second.copy());    // the last row of the chunk: null
 * freed = table.follow();       // the next chunk has a row, too: send the second one now
 * table.hold(third.copy());
 * table.end();
 * freed = markers.end();        // the third row, LAST
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * @param <R> what stands for a row that is sent later
 */
public final class SnapshotMarkers<R> {
  // Guarded by this
  private boolean started;
  private @Nullable Held<R> last;

  /** A row to send now, and its marker. */
  public record Held<R>(R row, SnapshotMarker marker) {}

  /** Starts a snapshot. */
  public SnapshotMarkers() {}

  /** Starts a table. */
  public Table table() {
    return new Table();
  }

  /** Everything was read: the very last row; null when there was none. */
  public synchronized @Nullable Held<R> end() {
    Held<R> held = last;
    last = null;
    return held == null ? null : new Held<>(held.row, SnapshotMarker.LAST);
  }

  private synchronized SnapshotMarker first() {
    SnapshotMarker marker =
        started ? SnapshotMarker.FIRST_IN_DATA_COLLECTION : SnapshotMarker.FIRST;
    started = true;
    return marker;
  }

  /** The markers of one table's rows. Thread-safe. */
  public final class Table {
    // Set under the lock of the snapshot
    private volatile boolean begun;
    private @Nullable Held<R> held;

    private Table() {}

    /**
     * A chunk of the table has a row: so what was held back can be sent, before that row.
     *
     * @return call again until there is none, null
     */
    public @Nullable Held<R> follow() {
      synchronized (SnapshotMarkers.this) {
        Held<R> freed = held;
        if (freed != null) {
          held = null;
          return freed;
        }
        freed = last;
        last = null;
        return freed;
      }
    }

    /** The marker of a row that is not the last of its chunk. */
    public SnapshotMarker next() {
      return begun ? SnapshotMarker.TRUE : begin();
    }

    private SnapshotMarker begin() {
      synchronized (SnapshotMarkers.this) {
        if (begun) {
          return SnapshotMarker.TRUE;
        }
        begun = true;
        return first();
      }
    }

    /**
     * Holds back the last row of a chunk.
     *
     * @return the row of another chunk that was held back until now; null when there is none
     */
    public @Nullable Held<R> hold(R row) {
      synchronized (SnapshotMarkers.this) {
        Held<R> freed = held;
        held = new Held<>(row, next());
        return freed;
      }
    }

    /**
     * All of the table was read: holds back its last row.
     *
     * @return the last row of another table; null when there is none
     */
    public @Nullable Held<R> end() {
      synchronized (SnapshotMarkers.this) {
        Held<R> mine = held;
        if (mine == null) {
          return null;
        }
        held = null;
        Held<R> freed = last;
        // The very first row stays that, also as the only one of its table
        last =
            mine.marker == SnapshotMarker.FIRST
                ? mine
                : new Held<>(mine.row, SnapshotMarker.LAST_IN_DATA_COLLECTION);
        return freed;
      }
    }
  }
}
