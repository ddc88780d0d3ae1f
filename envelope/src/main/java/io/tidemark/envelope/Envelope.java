package io.tidemark.envelope;

import io.tidemark.pgoutput.Lsn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One record to keep: the copy of an {@link EnvelopeView}. Immutable and thread-safe; equal to an
 * envelope with the same bytes at the same position.
 */
public final class Envelope {
  private final String topic;
  private final Operation operation;
  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final List<Header> headers;
  private final Position position;
  private final Lsn lsn;

  /** Copies what the view shows. */
  public Envelope(EnvelopeView view) {
    topic = view.topic();
    operation = view.operation();
    key = view.key();
    value = view.value();
    headers = List.copyOf(view.headers());
    position = new Position(new Lsn(view.commitLsn()), view.ordinal());
    lsn = new Lsn(view.lsn());
  }

  /** The topic that the record belongs to. */
  public String topic() {
    return topic;
  }

  /** What happened. */
  public Operation operation() {
    return operation;
  }

  /** The key's JSON, UTF-8, in an array of your own; null for a table without key. */
  public byte @Nullable [] key() {
    return key == null ? null : key.clone();
  }

  /** The value's JSON, UTF-8, in an array of your own; null for a tombstone. */
  public byte @Nullable [] value() {
    return value == null ? null : value.clone();
  }

  /** In Debezium's order. */
  public List<Header> headers() {
    return headers;
  }

  /** Where the event stands: acknowledge this. */
  public Position position() {
    return position;
  }

  /** The change record's own LSN; not an order key. */
  public Lsn lsn() {
    return lsn;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Envelope that
        && position.equals(that.position)
        && topic.equals(that.topic)
        && operation == that.operation
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(topic, position);
  }

  /** {@code 0/16B3748#3 shop.public.orders {"id":7} {"before":null,…}}. */
  @Override
  public String toString() {
    return position + " " + topic + " " + text(key) + " " + text(value);
  }

  private static String text(byte @Nullable [] json) {
    return json == null ? "null" : new String(json, StandardCharsets.UTF_8);
  }
}
