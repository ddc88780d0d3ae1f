package io.tidemark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several Kafka brokers, each a process of its own and also a controller, so that any one of them
 * may be killed while the others go on. Topics have as many replicas as there are brokers, of which
 * one may be missing ({@code min.insync.replicas}).
 *
 * <pre>{@code
 * try (TestKafkaCluster cluster = TestKafkaCluster.start(3)) {
 *   cluster.kill(0);
 *   cluster.restart(0);
 * }
 * }</pre>
 *
 * <p>Brokers are counted from 0. Belongs to one thread, but for {@link #bootstrapServers}.
 */
public final class TestKafkaCluster implements AutoCloseable {

  /** One broker: where it lives, and its process while it runs. */
  private static final class Broker {
    private final Path data;
    private final int port;
    private final int controllerPort;
    private Map<String, String> settings = Map.of();
    private Optional<KafkaProcess> process = Optional.empty();

    Broker(Path data, int port, int controllerPort) {
      this.data = data;
      this.port = port;
      this.controllerPort = controllerPort;
    }

    void start() {
      process = Optional.of(KafkaProcess.start(data, port, controllerPort, settings));
    }

    void kill() {
      process.ifPresent(KafkaProcess::kill);
      process = Optional.empty();
    }
  }

  private final Path directory;
  private final List<Broker> brokers;

  private TestKafkaCluster(Path directory, List<Broker> brokers) {
    this.directory = directory;
    this.brokers = brokers;
  }

  /** Starts so many brokers, and returns when all of them take records. */
  public static TestKafkaCluster start(int count) {
    try {
      Path directory = Files.createTempDirectory("tidemark-kafka-cluster");
      List<Broker> brokers = new ArrayList<>();
      List<Integer> ports = TestKafka.freePorts(2 * count);
      for (int i = 0; i < count; i++) {
        brokers.add(
            new Broker(directory.resolve("data" + i), ports.get(2 * i), ports.get(2 * i + 1)));
      }
      String voters =
          IntStream.range(0, count)
              .mapToObj(i -> (i + 1) + "@localhost:" + brokers.get(i).controllerPort)
              .collect(Collectors.joining(","));
      for (int i = 0; i < count; i++) {
        brokers.get(i).settings = settings(i + 1, count, voters);
      }
      TestKafkaCluster cluster = new TestKafkaCluster(directory, brokers);
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "stop-kafka-cluster"));
      cluster.startAll();
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> settings(int nodeId, int count, String voters) {
    String replicas = Integer.toString(count);
    String inSync = Integer.toString(Math.max(1, count - 1));
    return Map.ofEntries(
        Map.entry("node.id", Integer.toString(nodeId)),
        Map.entry("controller.quorum.voters", voters),
        Map.entry("default.replication.factor", replicas),
        Map.entry("min.insync.replicas", inSync),
        Map.entry("offsets.topic.replication.factor", replicas),
        // A follower that was killed is out of the way sooner than after 30 s
        Map.entry("replica.lag.time.max.ms", "5000"),
        Map.entry("transaction.state.log.min.isr", inSync),
        Map.entry("transaction.state.log.replication.factor", replicas));
  }

  /** At the same time: none is ready before most of them are. */
  private void startAll() {
    CompletableFuture.allOf(
            brokers.stream()
                .map(
                    broker ->
                        CompletableFuture.runAsync(broker::start, task -> new Thread(task).start()))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  /** The value for {@code bootstrap.servers}: all of them, whether they run or not. */
  public String bootstrapServers() {
    return brokers.stream()
        .map(broker -> "localhost:" + broker.port)
        .collect(Collectors.joining(","));
  }

  /** Ends a broker's process at once, as a power failure would. */
  public void kill(int broker) {
    brokers.get(broker).kill();
  }

  /** Starts a broker that was killed, on its own data, and returns when it takes part again. */
  public void restart(int broker) {
    brokers.get(broker).kill();
    brokers.get(broker).start();
  }

  /** Kills all of them and deletes their data. */
  @Override
  public void close() {
    brokers.forEach(Broker::kill);
    TestKafka.delete(directory);
  }
}
