package io.tidemark.examples;

import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.PublisherState;
import io.tidemark.publisher.config.PublisherConfig;
import io.tidemark.publisher.config.SettingsFile;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Publishes what a Debezium connector would, by the connector's own configuration: its properties,
 * or the JSON that Kafka Connect has of it, with {@code producer.bootstrap.servers} added. Takes
 * snapshots, and tries again what fails.
 *
 * <pre>
 *   java io.tidemark.examples.FromConnector connector.json
 * </pre>
 */
public final class FromConnector {
  private FromConnector() {}

  /** Takes the file. */
  public static void main(String[] args) {
    try (Publisher publisher = publisher(Path.of(args[0]), FromConnector::show)) {
      Runtime.getRuntime().addShutdownHook(new Thread(publisher::stop));
      publisher.run(); // returns on stop, throws when it cannot go on
    }
  }

  private static void show(PublisherState state) {
    System.out.println(state);
  }

  static Publisher publisher(Path file, Consumer<PublisherState> listener) {
    PublisherConfig config = PublisherConfig.of(SettingsFile.read(file));
    return config.publisher().onState(listener).build();
  }
}
