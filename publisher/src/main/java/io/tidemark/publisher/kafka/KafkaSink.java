package io.tidemark.publisher.kafka;

import io.tidemark.envelope.EnvelopeView;
import io.tidemark.publisher.ConfigurationException;
import io.tidemark.publisher.DeliveryListener;
import io.tidemark.publisher.EventSink;
import io.tidemark.publisher.SinkException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
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
 * the order of the calls. {@link #send} blocks while the producer's buffer is full, which includes
 * the time that the brokers are away: that is no error, and ends by itself. {@link #send} and
 * {@link #flush} belong to one thread, {@link #close} to any.
 */
public final class KafkaSink implements EventSink {

  private final Producer<byte[], byte[]> producer;
  private final Topics topics;

  // The sending thread: the last listener and the last headers, which most often are also the next.
  private @Nullable DeliveryListener listener;
  private Callback callback = (metadata, failure) -> {};
  private List<io.tidemark.envelope.Header> envelopeHeaders = List.of();
  private List<Header> headers = List.of();

  private KafkaSink(Producer<byte[], byte[]> producer, Topics topics) {
    this.producer = producer;
    this.topics = topics;
  }

  /**
   * Opens a producer, after asking the brokers whether they are there.
   *
   * @param producer Kafka's own producer settings; only {@code bootstrap.servers} has to be set
   * @throws ConfigurationException when a setting is wrong, or would lose or reorder events
   * @throws SinkException when no broker answers within ten seconds
   */
  public static KafkaSink connect(Properties producer) {
    return connect(producer, TopicCreation.brokerDefaults(), false);
  }

  /**
   * The same.
   *
   * @param topics how to create topics that do not exist
   * @param allowUnsafe accepts settings that may lose or reorder events
   */
  public static KafkaSink connect(Properties producer, TopicCreation topics, boolean allowUnsafe) {
    Map<String, Object> settings = ProducerSettings.of(producer, allowUnsafe);
    Brokers.awaitReachable(settings, Duration.ofSeconds(10));
    Topics existing = new Topics(Brokers.open(settings), topics);
    try {
      return new KafkaSink(new KafkaProducer<>(settings), existing);
    } catch (KafkaException e) {
      existing.close();
      throw new SinkException("Kafka producer: " + Brokers.reason(e), e);
    }
  }

  @Override
  public void send(EnvelopeView envelope, DeliveryListener deliveryListener) {
    topics.ensure(envelope.topic());
    if (deliveryListener != listener) {
      listener = deliveryListener;
      callback = new Delivery(deliveryListener);
    }
    if (envelope.headers() != envelopeHeaders) {
      envelopeHeaders = envelope.headers();
      headers =
          envelopeHeaders.stream().<Header>map(h -> new RecordHeader(h.name(), h.value())).toList();
    }
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(
                  envelope.topic(), null, null, envelope.key(), envelope.value(), headers),
              callback);
    } catch (KafkaException e) {
      throw new SinkException(
          "Kafka producer, topic " + envelope.topic() + ": " + Brokers.reason(e), e);
    }
  }

  @Override
  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    topics.close();
  }

  private record Delivery(DeliveryListener listener) implements Callback {
    @Override
    public void onCompletion(
        org.apache.kafka.clients.producer.@Nullable RecordMetadata metadata,
        @Nullable Exception failure) {
      if (failure == null) {
        listener.onDelivered();
      } else {
        listener.onFailed(failure);
      }
    }
  }
}
