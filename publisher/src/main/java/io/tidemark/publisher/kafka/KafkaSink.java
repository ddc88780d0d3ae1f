package io.tidemark.publisher.kafka;

import io.tidemark.envelope.EnvelopeView;
import io.tidemark.publisher.ConfigurationException;
import io.tidemark.publisher.DeliveryListener;
import io.tidemark.publisher.EventSink;
import io.tidemark.publisher.SinkException;
import io.tidemark.publisher.SinkMeasures;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to Kafka or Redpanda through one idempotent producer with {@code acks=all}.
 *
 * <pre>{@code
 * Properties producer = new Properties();
 * producer.setProperty("bootstrap.servers", "localhost:9092");
 * try (EventSink sink = KafkaSink.connect(producer)) { … }
 * }</pre>
 *
 * <p>Records of one key go to one partition, chosen as every Java client chooses it (murmur2), in
 * the order of the calls. {@link #send} blocks while the records in flight fill the memory they may
 * have, which includes the time that the brokers are away: that is no error, and ends by itself.
 * {@link #send}, {@link #dispatch} and {@link #flush} belong to one thread, {@link #close} to any.
 *
 * <p>The first record that fails for good ends the sink at once, with all that is in flight: what
 * came after it must not be seen before it.
 */
public final class KafkaSink implements EventSink {

  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final InFlight inFlight;
  private final IdleFlush idleFlush;
  private final Handover handover;
  private final long maxRequestSize;
  private final @Nullable DeadLetters deadLetters;

  // Any thread
  private final AtomicReference<@Nullable SinkException> failure = new AtomicReference<>();

  // The thread that calls send: the last headers, which most often are also the next
  private List<io.tidemark.envelope.Header> envelopeHeaders = List.of();
  private List<Header> headers = List.of();

  private KafkaSink(
      Producer<byte[], byte[]> producer,
      Topics topics,
      InFlight inFlight,
      long maxRequestSize,
      boolean lingersAsToldByUser,
      String deadLetterTopic) {
    this.producer = producer;
    this.topics = topics;
    this.inFlight = inFlight;
    this.maxRequestSize = maxRequestSize;
    this.idleFlush = IdleFlush.start(producer::flush);
    this.handover =
        new Handover(this::produce, lingersAsToldByUser ? count -> {} : idleFlush::sent);
    this.deadLetters =
        deadLetterTopic.isEmpty() ? null : new DeadLetters(deadLetterTopic, producer, this::fail);
  }

  /**
   * Opens a producer, after asking the brokers whether they are there.
   *
   * @param producer Kafka's own producer settings; only {@code bootstrap.servers} has to be set
   * @throws ConfigurationException when a setting is wrong, or would lose or reorder events
   * @throws SinkException when no broker answers within ten seconds
   */
  public static KafkaSink connect(Properties producer) {
    Map<String, String> settings = new HashMap<>();
    producer.stringPropertyNames().forEach(n -> settings.put(n, producer.getProperty(n)));
    return connect(KafkaSinkConfig.of(settings));
  }

  /**
   * The same.
   *
   * @throws ConfigurationException when a setting is wrong, or would lose or reorder events
   * @throws SinkException when no broker answers within ten seconds, or the dead-letter topic
   *     cannot be created
   */
  public static KafkaSink connect(KafkaSinkConfig config) {
    MemoryBounds memory = memory(config);
    return connect(config, memory, ProducerSettings.of(config, memory));
  }

  /**
   * Connects at each call, as {@link #connect} does.
   *
   * @throws ConfigurationException now, when a setting is wrong, or would lose or reorder events
   */
  public static Supplier<EventSink> connecting(KafkaSinkConfig config) {
    MemoryBounds memory = memory(config);
    Map<String, Object> settings = ProducerSettings.of(config, memory);
    return () -> connect(config, memory, settings);
  }

  private static MemoryBounds memory(KafkaSinkConfig config) {
    return MemoryBounds.of(config.maxBytes(), config.producer(), Runtime.getRuntime().maxMemory());
  }

  private static KafkaSink connect(
      KafkaSinkConfig config, MemoryBounds memory, Map<String, Object> settings) {
    Topics topics =
        new Topics(
            Brokers.connect(settings, Duration.ofSeconds(10)),
            config.topics(),
            new Durability(config.requireDurable()));
    try {
      if (!config.deadLetterTopic().isEmpty()) {
        topics.ensure(config.deadLetterTopic());
      }
      return new KafkaSink(
          new KafkaProducer<>(settings),
          topics,
          new InFlight(memory.inFlight()),
          maxRequestSize(settings),
          config.producer().containsKey(ProducerConfig.LINGER_MS_CONFIG),
          config.deadLetterTopic());
    } catch (KafkaException e) {
      topics.close();
      throw new SinkException("Kafka producer: " + Brokers.reason(e), e);
    } catch (SinkException e) {
      topics.close();
      throw e;
    }
  }

  private static long maxRequestSize(Map<String, Object> settings) {
    return new ProducerConfig(settings).getInt(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
  }

  /** Checks the durability of those that exist, and of the others as they would be created. */
  @Override
  public void expect(Set<String> names) {
    topics.check(names);
  }

  @Override
  public void send(EnvelopeView envelope, DeliveryListener listener) {
    topics.ensure(envelope.topic());
    byte[] key = envelope.key();
    Delivery delivery = new Delivery(this::completed, listener, envelope, key);
    if (!inFlight.tryAcquire(delivery.memory())) {
      awaitRoom(delivery.memory());
    }
    handover.add(
        new Handover.Outgoing(
            new ProducerRecord<>(
                envelope.topic(), null, null, key, envelope.value(), headers(envelope)),
            delivery));
    throwIfFailed();
  }

  private void awaitRoom(long memory) {
    handover.dispatch(); // what is not on its way will never make room
    try {
      inFlight.acquire(memory);
    } catch (SinkException e) {
      throwIfFailed();
      throw e;
    }
  }

  @Override
  public void dispatch() {
    handover.dispatch();
    throwIfFailed();
  }

  private void produce(Handover.Outgoing outgoing) {
    try {
      var unused = producer.send(outgoing.record(), outgoing.delivery());
    } catch (RuntimeException | Error e) { // whatever ends the sending ends the sink
      inFlight.release(outgoing.delivery().memory());
      fail(outgoing.delivery(), e);
    }
  }

  private List<Header> headers(EnvelopeView envelope) {
    if (envelope.headers() != envelopeHeaders) {
      envelopeHeaders = envelope.headers();
      headers =
          envelopeHeaders.stream().<Header>map(h -> new RecordHeader(h.name(), h.value())).toList();
    }
    return headers;
  }

  /** On the producer's thread, or the one that hands records to it when it refuses one. */
  private void completed(Delivery delivery, @Nullable Exception refusal) {
    inFlight.release(delivery.memory());
    if (refusal == null) {
      delivery.listener().onDelivered();
    } else if (deadLetters != null && SendFailure.of(refusal) == SendFailure.RECORD) {
      deadLetters.add(delivery, refusal);
    } else {
      fail(delivery, refusal);
    }
  }

  private void fail(Delivery delivery, Throwable cause) {
    SinkException failed = failed(describe(delivery, cause), cause);
    if (failure.compareAndSet(null, failed)) {
      producer.close(Duration.ZERO);
      inFlight.close();
    }
    delivery.listener().onFailed(failed);
  }

  private static SinkException failed(String message, Throwable cause) {
    return SendFailure.of(cause) == SendFailure.PASSING
        ? new SinkException(message, cause)
        : SinkException.permanent(message, cause);
  }

  private String describe(Delivery delivery, Throwable cause) {
    String place = "Kafka topic " + delivery.topic() + ": " + delivery;
    if (!(cause instanceof RecordTooLargeException)) {
      return place + ": " + Brokers.reason(cause);
    }
    return place
        + " has %d bytes; the producer allows max.request.size=%d, the topic max.message.bytes=%s. "
            .formatted(
                delivery.bytes(),
                maxRequestSize,
                topics.maxMessageBytes(delivery.topic()).orElse("(unknown)"))
        + "Raise producer.max.request.size and max.message.bytes, or set errors.deadletterqueue.topic.name";
  }

  private void throwIfFailed() {
    SinkException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  @Override
  public SinkMeasures measures() {
    return ProducerMeasures.of(
        producer.metrics(), inFlight.blockedNanos() + handover.blockedNanos());
  }

  @Override
  public void flush() {
    handover.awaitEmpty();
    producer.flush();
    if (deadLetters != null) {
      deadLetters.awaitHandedOver();
      producer.flush();
    }
  }

  @Override
  public void close() {
    inFlight.close();
    producer.close(Duration.ZERO);
    handover.close();
    idleFlush.close();
    if (deadLetters != null) {
      deadLetters.close();
    }
    topics.close();
  }
}
