package io.tidemark.publisher;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import io.tidemark.replication.ReplicationConfig;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What a publisher does before it streams: publishes what is there already. Made anew use of after
 * each failure, when it goes on where it was.
 */
public interface SnapshotPhase {

  /** Streams at once, from a slot that exists. */
  SnapshotPhase NONE = context -> true;

  /**
   * Returns when everything that it sent is safe, or early when it is to stop.
   *
   * @return whether to stream afterwards
   * @throws io.tidemark.replication.ReplicationException when PostgreSQL cannot be read
   * @throws SinkException when the sink fails
   */
  boolean run(Context context);

  /**
   * Sees each row that the stream inserts, before it can be safe and whether or not it is
   * published; not to be kept.
   */
  default void inserted(Relation relation, WireTuple row) {}

  /** Sees each logical message, before it can be safe; the bytes are not to be kept. */
  default void message(String prefix, byte[] content, int offset, int length) {}

  /**
   * What it does beside the stream that is about to start.
   *
   * @param context as for {@link #run}; only the thread that streams sends
   */
  default StreamCompanion accompany(Context context) {
    return StreamCompanion.NONE;
  }

  /** Whether the stream is to wait while {@link #run} comes again; asked between transactions. */
  default boolean isRequested() {
    return false;
  }

  /**
   * What it works with.
   *
   * @param replication the slot, and the publications whose tables are read
   * @param envelope what to make of their rows
   * @param sink where to send them, by one thread at a time
   * @param stopping whether to end early
   * @param progress told how far it is, at each step that is safe and once a second
   */
  record Context(
      ReplicationConfig replication,
      EnvelopeConfig envelope,
      EventSink sink,
      BooleanSupplier stopping,
      Consumer<SnapshotStatus> progress) {}
}
