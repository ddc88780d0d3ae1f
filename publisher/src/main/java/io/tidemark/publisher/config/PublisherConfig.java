package io.tidemark.publisher.config;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.publisher.ConfigurationException;
import io.tidemark.publisher.EventSink;
import io.tidemark.publisher.HeartbeatConfig;
import io.tidemark.publisher.PublicationAutocreate;
import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.PublisherBuilder;
import io.tidemark.publisher.SnapshotPhase;
import io.tidemark.publisher.kafka.KafkaSink;
import io.tidemark.publisher.kafka.KafkaSinkConfig;
import io.tidemark.publisher.kafka.KafkaSnapshotJournal;
import io.tidemark.publisher.kafka.TopicCreation;
import io.tidemark.publisher.snapshot.InitialSnapshot;
import io.tidemark.publisher.snapshot.SignalChannels;
import io.tidemark.publisher.snapshot.SnapshotConfig;
import io.tidemark.publisher.snapshot.SnapshotJournal;
import io.tidemark.replication.AssemblerConfig;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationConfigBuilder;
import io.tidemark.replication.RetryPolicy;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A whole publisher's configuration, from settings with Debezium's names. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * PublisherConfig config = PublisherConfig.of(Map.of(
 *     "database.dbname", "shop", "database.user", "replicator", "topic.prefix", "shop",
 *     "slot.name", "orders_slot", "publication.name", "orders_pub",
 *     "producer.bootstrap.servers", "localhost:9092"));
 * }</pre>
 *
 * @param replication what to read
 * @param assembling how transactions are held that arrive before they commit
 * @param envelope what to make of it
 * @param publications what becomes of publications at the start
 * @param heartbeat records at intervals
 * @param kafka where to publish it
 * @param snapshot how to read what was there before the slot
 * @param snapshotProgressTopic where snapshots write down what is done
 * @param signals where requests for snapshots come from
 * @param retry what to do when a stream or the broker fails
 * @param stopTimeout how long a stop waits for the broker
 * @param http where to tell over HTTP how the publisher does; empty for nowhere
 */
public record PublisherConfig(
    ReplicationConfig replication,
    AssemblerConfig assembling,
    EnvelopeConfig envelope,
    PublicationAutocreate publications,
    HeartbeatConfig heartbeat,
    KafkaSinkConfig kafka,
    SnapshotConfig snapshot,
    String snapshotProgressTopic,
    SignalChannels signals,
    RetryPolicy retry,
    Duration stopTimeout,
    Optional<InetSocketAddress> http) {

  /**
   * Checks all settings before anything is started.
   *
   * @throws ConfigurationException with a line for each that is unknown, unsupported, missing or
   *     has a bad value
   */
  public static PublisherConfig of(Map<String, String> settings) {
    SettingValues values = new SettingValues(settings);
    try {
      return new PublisherConfig(
          replication(values),
          assembling(values),
          values.envelope(),
          values.get(Settings.PUBLICATION_AUTOCREATE),
          new HeartbeatConfig(
              values.get(Settings.HEARTBEAT_INTERVAL), values.get(Settings.HEARTBEAT_QUERY)),
          kafka(values),
          SnapshotSettings.read(values),
          values.get(SnapshotSettings.PROGRESS_TOPIC),
          SnapshotSettings.signals(values),
          retry(values),
          values.get(Settings.STOP_TIMEOUT),
          http(values));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()));
    }
  }

  private static ReplicationConfig replication(SettingValues values) {
    ReplicationConfigBuilder builder =
        ConnectionSettings.read(values)
            .slot(values.get(Settings.SLOT))
            .messages(true)
            .streaming(values.get(Settings.STREAMING))
            .twoPhase(values.get(Settings.TWO_PHASE))
            .failover(values.get(Settings.FAILOVER))
            .statusInterval(values.get(Settings.STATUS_INTERVAL))
            .pollTimeout(pollTimeout(values.get(Settings.HEARTBEAT_INTERVAL)))
            .applicationName(values.get(Settings.NAME));
    values.get(Settings.PUBLICATION).forEach(builder::publication);
    return builder.build();
  }

  /** Heartbeats are made between polls. */
  private static Duration pollTimeout(Duration heartbeat) {
    Duration usual = Duration.ofMillis(500);
    return heartbeat.isZero() || heartbeat.compareTo(usual) > 0 ? usual : heartbeat;
  }

  private static KafkaSinkConfig kafka(SettingValues values) {
    return new KafkaSinkConfig(
        producer(values),
        TopicCreation.of(values.under(Settings.TOPIC_CREATION_PREFIX)),
        false,
        values.get(Settings.REQUIRE_DURABLE),
        values.get(Settings.MAX_BYTES),
        values.get(Settings.DEAD_LETTER_TOPIC));
  }

  private static AssemblerConfig assembling(SettingValues values) {
    AssemblerConfig.Builder builder =
        AssemblerConfig.builder().maxBufferedBytes(values.get(Settings.MAX_BUFFERED_BYTES));
    String directory = values.get(Settings.SPILL_DIRECTORY);
    return directory.isEmpty()
        ? builder.build()
        : builder.spillDirectory(Path.of(directory)).build();
  }

  private static Optional<InetSocketAddress> http(SettingValues values) {
    int port = values.get(Settings.HTTP_PORT);
    return port == 0
        ? Optional.empty()
        : Optional.of(InetSocketAddress.createUnresolved(values.get(Settings.HTTP_HOST), port));
  }

  private static RetryPolicy retry(SettingValues values) {
    int retries = values.get(Settings.MAX_RETRIES);
    return new RetryPolicy(
        retries < 0 ? Integer.MAX_VALUE : retries + 1,
        values.get(Settings.FIRST_RETRY_DELAY),
        values.get(Settings.MAX_RETRY_DELAY),
        0.2);
  }

  private static Map<String, String> producer(SettingValues values) {
    Map<String, String> producer = values.under(Settings.PRODUCER_PREFIX);
    String override =
        Settings.PRODUCER_OVERRIDE_PREFIX.substring(Settings.PRODUCER_PREFIX.length());
    producer.keySet().removeIf(name -> name.startsWith(override));
    producer.putAll(values.under(Settings.PRODUCER_OVERRIDE_PREFIX));
    return producer;
  }

  /**
   * A publisher of all this to Kafka, with its snapshots and signals; {@link #http} is for whoever
   * serves it.
   *
   * <pre>{@code
   * PublisherConfig config = PublisherConfig.of(SettingsFile.read(Path.of("connector.json")));
   * try (Publisher publisher = config.publisher().build()) {
   *   Runtime.getRuntime().addShutdownHook(new Thread(publisher::stop));
   *   publisher.run();
   * }
   * }</pre>
   *
   * @throws ConfigurationException when a setting of the producer is wrong, or would lose or
   *     reorder events
   */
  public PublisherBuilder publisher() {
    Supplier<SnapshotJournal> journals =
        () -> KafkaSnapshotJournal.connect(kafka, snapshotProgressTopic);
    return publisherTo(
        KafkaSink.connecting(kafka), InitialSnapshot.with(snapshot, journals).signals(signals));
  }

  /**
   * The same to another sink.
   *
   * @param sinks makes it, anew for each attempt
   * @param snapshots what is read before the stream and beside it, such as {@link
   *     InitialSnapshot#unrecorded} of {@link #snapshot}
   */
  public PublisherBuilder publisherTo(Supplier<EventSink> sinks, SnapshotPhase snapshots) {
    return Publisher.builder(replication)
        .assembling(assembling)
        .envelope(envelope)
        .createPublications(publications)
        .heartbeat(heartbeat)
        .sink(sinks)
        .snapshot(snapshots)
        .retry(retry)
        .stopTimeout(stopTimeout);
  }

  /** Without passwords. */
  @Override
  public String toString() {
    return "PublisherConfig[replication=%s, assembling=%s, envelope=%s, publications=%s, "
            .formatted(replication, assembling, envelope, publications)
        + "heartbeat=%s, kafka=%s, producer=%s, snapshot=%s, "
            .formatted(heartbeat, kafka, Secrets.masked(kafka.producer()), snapshot)
        + "snapshotProgressTopic=%s, signals=%s, retry=%s, stopTimeout=%s]"
            .formatted(snapshotProgressTopic, signals, retry, stopTimeout);
  }
}
