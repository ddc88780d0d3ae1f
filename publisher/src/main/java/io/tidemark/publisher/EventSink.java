package io.tidemark.publisher;

import io.tidemark.envelope.EnvelopeView;
import java.util.Set;

/**
 * Where events go: a broker, or anything that can say when a record is safe.
 *
 * <p>{@link #send} and {@link #dispatch} are called by one thread, in order. Records of one key
 * must become visible in the order of the calls. The listener may be called on any thread, in any
 * order, exactly once per record that was dispatched or flushed. {@code send} may block: that is
 * the back-pressure which stops the reader.
 */
public interface EventSink extends AutoCloseable {

  /**
   * Told at the start which topics are known to come, so that it can object in time; others may
   * follow. Called by the thread that sends; does nothing by default.
   *
   * @throws SinkException when it would refuse the events of one of them
   */
  default void expect(Set<String> topics) {
    // A sink that takes whatever comes
  }

  /**
   * Takes a record, which may wait for others until {@link #dispatch} or {@link #flush}. The view
   * dies when this returns: copy what must live longer.
   *
   * @param listener told once when the record is safe, or that it will never be
   */
  void send(EnvelopeView envelope, DeliveryListener listener);

  /**
   * There are no more records for now: those taken so far must be on their way when this returns,
   * without waiting for their delivery. A sink that sends each record at once has nothing to do.
   */
  default void dispatch() {}

  /** Returns when every record taken so far is safe or has failed. */
  void flush();

  /** What it has done; for any thread. */
  default SinkMeasures measures() {
    return SinkMeasures.NONE;
  }

  /** Gives up what is not delivered, promptly; call {@link #flush} first for an orderly end. */
  @Override
  void close();
}
