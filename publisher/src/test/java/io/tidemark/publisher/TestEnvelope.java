package io.tidemark.publisher;

import io.tidemark.envelope.Envelope;
import io.tidemark.envelope.EnvelopeView;
import io.tidemark.envelope.Header;
import io.tidemark.envelope.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An envelope of given bytes, for tests of what comes after the encoder. */
public final class TestEnvelope implements EnvelopeView {
  private final String topic;
  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final List<Header> headers;
  private final byte[] buffer;

  public TestEnvelope(
      String topic, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
    this.topic = topic;
    this.key = key;
    this.value = value;
    this.headers = headers;
    buffer = new byte[Math.max(0, keyLength()) + Math.max(0, valueLength())];
    if (key != null) {
      System.arraycopy(key, 0, buffer, 0, key.length);
    }
    if (value != null) {
      System.arraycopy(value, 0, buffer, valueOffset(), value.length);
    }
  }

  @Override
  public String topic() {
    return topic;
  }

  @Override
  public Operation operation() {
    return value == null ? Operation.TOMBSTONE : Operation.CREATE;
  }

  @Override
  public byte[] buffer() {
    return buffer;
  }

  @Override
  public int keyOffset() {
    return 0;
  }

  @Override
  public int keyLength() {
    return key == null ? -1 : key.length;
  }

  @Override
  public int valueOffset() {
    return Math.max(0, keyLength());
  }

  @Override
  public int valueLength() {
    return value == null ? -1 : value.length;
  }

  @Override
  public List<Header> headers() {
    return headers;
  }

  @Override
  public long lsn() {
    return 0;
  }

  @Override
  public long commitLsn() {
    return 0;
  }

  @Override
  public long ordinal() {
    return 0;
  }

  @Override
  public long commitTimeMicros() {
    return 0;
  }

  @Override
  public Envelope copy() {
    throw new UnsupportedOperationException("a sink copies key and value only");
  }
}
