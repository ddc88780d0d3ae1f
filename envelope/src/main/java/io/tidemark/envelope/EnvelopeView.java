package io.tidemark.envelope;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Valid only until {@link EnvelopeSink#onEnvelope} returns: one record, its bytes in a buffer that
 * the next one reuses.
 *
 * <p>{@link #copy()} is the way out. Belongs to the thread that decodes.
 */
public interface EnvelopeView {

  /** The topic that the record belongs to. */
  String topic();

  /** What happened. */
  Operation operation();

  /** Holds key and value; never write to it. */
  byte[] buffer();

  /** Where the key starts in {@link #buffer()}. */
  int keyOffset();

  /** The key's bytes; -1 for a null key. */
  int keyLength();

  /** Where the value starts in {@link #buffer()}. */
  int valueOffset();

  /** The value's bytes; -1 for a null value, as a tombstone has. */
  int valueLength();

  /** In Debezium's order; the list and its arrays are shared and must not be changed. */
  List<Header> headers();

  /** The change record's own LSN, as in {@code source.lsn}; unsigned. */
  long lsn();

  /** The commit LSN of the event's transaction, unsigned. */
  long commitLsn();

  /** The event's number within its transaction, from 0. */
  long ordinal();

  /** When the transaction committed, microseconds since 1970-01-01 UTC. */
  long commitTimeMicros();

  /** The key in an array of its own. */
  default byte @Nullable [] key() {
    return keyLength() < 0
        ? null
        : Arrays.copyOfRange(buffer(), keyOffset(), keyOffset() + keyLength());
  }

  /** The value in an array of its own. */
  default byte @Nullable [] value() {
    return valueLength() < 0
        ? null
        : Arrays.copyOfRange(buffer(), valueOffset(), valueOffset() + valueLength());
  }

  /** A record to keep. */
  Envelope copy();
}
