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
final class HeldSink implements EventSink {
  record Sent(String topic, String key, String value, DeliveryListener listener) {}

  final CountDownLatch flushing = new CountDownLatch(1);

  /** Counted down by tests that let flush return. */
  final CountDownLatch flushed = new CountDownLatch(1);

  final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
  volatile Set<String> expected = Set.of();
  volatile boolean closed;

  Sent next() throws InterruptedException {
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
