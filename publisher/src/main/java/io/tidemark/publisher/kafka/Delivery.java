package io.tidemark.publisher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.envelope.EnvelopeView;
import io.tidemark.envelope.Position;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.DeliveryListener;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way: what must be known of it when it fails. Immutable; its callback comes on
 * any thread.
 */
final class Delivery implements Callback {
  private static final int SHOWN_KEY = 200;

  /** Where deliveries end. */
  interface Outcome {
    void completed(Delivery delivery, @Nullable Exception failure);
  }

  private final Outcome outcome;
  private final DeliveryListener listener;
  private final String topic;
  private final byte @Nullable [] key;
  private final int bytes;
  private final long lsn;
  private final long commitLsn;
  private final long ordinal;

  Delivery(
      Outcome outcome, DeliveryListener listener, EnvelopeView envelope, byte @Nullable [] key) {
    this.outcome = outcome;
    this.listener = listener;
    this.topic = envelope.topic();
    this.key = key;
    this.bytes = Math.max(0, envelope.keyLength()) + Math.max(0, envelope.valueLength());
    this.lsn = envelope.lsn();
    this.commitLsn = envelope.commitLsn();
    this.ordinal = envelope.ordinal();
  }

  @Override
  public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
    outcome.completed(this, failure);
  }

  DeliveryListener listener() {
    return listener;
  }

  String topic() {
    return topic;
  }

  byte @Nullable [] key() {
    return key;
  }

  /** Of key and value. */
  int bytes() {
    return bytes;
  }

  Lsn lsn() {
    return new Lsn(lsn);
  }

  Position position() {
    return new Position(new Lsn(commitLsn), ordinal);
  }

  /** What it occupies until it is acknowledged. */
  long memory() {
    return (long) InFlight.RECORD_OVERHEAD + bytes;
  }

  /** As {@code record of key {"id":1} at 0/16B3748}. */
  @Override
  public String toString() {
    return "record " + (key == null ? "without key" : "of key " + shownKey(key)) + " at " + lsn();
  }

  private static String shownKey(byte[] key) {
    String text = new String(key, 0, Math.min(key.length, SHOWN_KEY), UTF_8);
    return key.length > SHOWN_KEY ? text + "…" : text;
  }
}
