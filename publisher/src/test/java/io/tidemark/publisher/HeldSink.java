package io.tidemark.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.envelope.EnvelopeView;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands each record to the test, which decides its fate. */
public final class HeldSink implements EventSink {
  /** A record, and whom to tell its fate. */
  public record Sent(String topic, String key, String value, DeliveryListener listener) {}

  public final CountDownLatch flushing = new CountDownLatch(1);

  /** Counted down by tests that let flush return. */
  public final CountDownLatch flushed = new CountDownLatch(1);

  public final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
  volatile Set<String> expected = Set.of();
  volatile boolean closed;

  private final boolean delivers;

  public HeldSink() {
    this(false);
  }

  private HeldSink(boolean delivers) {
    this.delivers = delivers;
  }

  /** One that delivers each record at once, and shows them all the same. */
  public static HeldSink delivering() {
    HeldSink sink = new HeldSink(true);
    sink.flushed.countDown();
    return sink;
  }

  /** The next one, which has to come soon. */
  public Sent next() throws InterruptedException {
    Sent next = sent.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("an event within 20 s").isNotNull();
    return next;
  }

  @Override
  public void expect(Set<String> topics) {
    expected = topics;
  }

  @Override
  public void send(EnvelopeView envelope, DeliveryListener listener) {
    sent.add(new Sent(envelope.topic(), text(envelope.key()), text(envelope.value()), listener));
    if (delivers) {
      listener.onDelivered();
    }
  }

  @Override
  public void flush() {
    flushing.countDown();
    try {
      flushed.await();
    } catch (InterruptedException e) {
      throw new SinkException("interrupted", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    flushed.countDown();
  }

  private static String text(byte @Nullable [] json) {
    return json == null ? "null" : new String(json, UTF_8);
  }
}
