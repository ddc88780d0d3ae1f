package io.tidemark.publisher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.publisher.SinkException;
import io.tidemark.publisher.internal.DaemonThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets records aside that the broker will never take: a record with the same key, no value, and
 * headers that say what it was. Headers that Kafka Connect also has carry its names.
 *
 * <p>Sends on a thread of its own, because a refusal is told on the producer's, which must not wait
 * for itself. Thread-safe.
 */
final class DeadLetters implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final BiConsumer<Delivery, Exception> failed;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(new DaemonThread("tidemark-dead-letters"));

  /**
   * @param failed told of a dead letter that failed in its turn
   */
  DeadLetters(
      String topic, Producer<byte[], byte[]> producer, BiConsumer<Delivery, Exception> failed) {
    this.topic = topic;
    this.producer = producer;
    this.failed = failed;
  }

  /** Sends the record's remains; its listener hears of them as if they were the record. */
  void add(Delivery refused, Exception reason) {
    LOG.warn("Kafka topic {}: {} goes to {}: {}", refused.topic(), refused, topic, reason);
    try {
      thread.execute(() -> send(refused, reason));
    } catch (RejectedExecutionException e) {
      failed.accept(refused, e); // closed meanwhile
    }
  }

  private void send(Delivery refused, Exception reason) {
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(
                  topic, null, null, refused.key(), null, headers(refused, reason)),
              (metadata, failure) -> {
                if (failure == null) {
                  refused.listener().onDelivered();
                } else {
                  failed.accept(refused, failure);
                }
              });
    } catch (KafkaException | IllegalStateException e) { // the latter of a closed producer
      failed.accept(refused, e);
    }
  }

  private static List<Header> headers(Delivery refused, Exception reason) {
    List<Header> headers = new ArrayList<>();
    headers.add(header("__connect.errors.topic", refused.topic()));
    headers.add(header("__connect.errors.exception.class.name", reason.getClass().getName()));
    headers.add(header("__connect.errors.exception.message", String.valueOf(reason.getMessage())));
    headers.add(header("__tidemark.errors.lsn", refused.lsn().toString()));
    headers.add(header("__tidemark.errors.position", refused.position().toString()));
    headers.add(header("__tidemark.errors.bytes", Integer.toString(refused.bytes())));
    byte @Nullable [] key = refused.key();
    if (key != null) {
      headers.add(new RecordHeader("__tidemark.errors.key", key));
    }
    return headers;
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }

  /** Returns when the producer has all that was added before. */
  void awaitHandedOver() {
    try {
      thread.submit(() -> {}).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SinkException("Kafka topic " + topic + ": interrupted", e);
    } catch (ExecutionException | RejectedExecutionException e) { // the latter when closed
      throw new SinkException("Kafka topic " + topic + ": " + Brokers.reason(e), e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
