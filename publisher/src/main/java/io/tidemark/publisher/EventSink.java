package io.tidemark.publisher;

import io.tidemark.envelope.EnvelopeView;
import java.util.Set;

/**
 * Where events go: a broker, or anything that can say when a record is safe.
 *
 * <p>{@link #send} is called by one thread, in order. Records of one key must become visible in the
 * order of the calls. The listener may be called on any thread, in any order, exactly once per
 * record. {@code send} may block: that is the back-pressure which stops the reader.
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
   * Takes a record. The view dies when this returns: copy what must live longer.
   *
   * @param listener told once when the record is safe, or that it will never be
   */
  void send(EnvelopeView envelope, DeliveryListener listener);

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
