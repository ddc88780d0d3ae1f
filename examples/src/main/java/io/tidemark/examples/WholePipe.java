package io.tidemark.examples;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.publisher.EventSink;
import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.kafka.KafkaSink;
import io.tidemark.replication.ReplicationConfig;
import java.util.Properties;

/**
 * Publishes a slot to Redpanda or Kafka until it is told to stop: ten lines instead of a Connect
 * cluster.
 *
 * <pre>
 *   java io.tidemark.examples.WholePipe jdbc:postgresql://localhost:5432/shop replicator orders_slot orders_pub \
 *       localhost:9092
 * </pre>
 */
public final class WholePipe {
  private WholePipe() {}

  /** Takes a JDBC URL, a user, a slot, a publication and the broker's bootstrap servers. */
  public static void main(String[] args) {
    ReplicationConfig config = Arguments.replicationConfig(args);
    Properties producerProperties = new Properties();
    producerProperties.setProperty(
        "bootstrap.servers", args.length > 4 ? args[4] : "localhost:9092");
    try (EventSink redpanda = KafkaSink.connect(producerProperties);
        Publisher publisher = publisher(config, redpanda)) {
      Runtime.getRuntime().addShutdownHook(new Thread(publisher::stop));
      publisher.run(); // returns on stop, throws when it cannot go on
    }
  }

  static Publisher publisher(ReplicationConfig config, EventSink sink) {
    return Publisher.builder(config)
        .sink(sink)
        .envelope(EnvelopeConfig.debeziumJson("shop"))
        .build();
  }
}
