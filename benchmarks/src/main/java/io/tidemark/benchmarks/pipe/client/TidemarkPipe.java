package io.tidemark.benchmarks.pipe.client;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.kafka.KafkaSink;
import io.tidemark.replication.ReplicationConfig;
import java.util.Properties;

/**
 * The publisher, with nothing set but where to read and where to write. To try a setting of the
 * producer, pass its JVM a system property: {@code --jvm=-Dproducer.linger.ms=5}.
 */
final class TidemarkPipe implements ClientProgram {
  private static final String PRODUCER = "producer.";

  @Override
  public void run(Task task) {
    Properties producer = new Properties();
    producer.setProperty("bootstrap.servers", task.bootstrapServers());
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(PRODUCER))
        .forEach(
            name ->
                producer.setProperty(name.substring(PRODUCER.length()), System.getProperty(name)));
    try (Publisher publisher =
        Publisher.builder(replication(task))
            .envelope(EnvelopeConfig.debeziumJson(task.topicPrefix()))
            .sink(() -> KafkaSink.connect(producer))
            .build()) {
      publisher.run();
    }
  }

  static ReplicationConfig replication(Task task) {
    return ReplicationConfig.builder()
        .url(task.url())
        .user("postgres")
        .slot(task.slot())
        .publication(task.publication())
        .build();
  }
}
