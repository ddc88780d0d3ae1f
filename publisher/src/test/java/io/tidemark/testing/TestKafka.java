package io.tidemark.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A real Kafka broker, one KRaft node on free ports of this machine, with its data in a temporary
 * directory. Topics are created on first use, with one partition.
 *
 * <pre>{@code
 * try (TestKafka kafka = TestKafka.start()) {
 *   Map<String, Object> properties = Map.of("bootstrap.servers", kafka.bootstrapServers(), ...);
 * }
 * }</pre>
 *
 * <p>{@link #start()} runs it in this JVM, which is quickest; {@link #startProcess()} in a JVM of
 * its own, which a test can {@link #kill()}. Safe for use by several threads, except for the
 * methods that stop and start the broker.
 */
public final class TestKafka implements AutoCloseable {
  private static final int LEAST_PORT = 15_000;
  private static final int MOST_PORT = 32_000;

  private final Path directory;
  private final int port;
  private final Starter starter;
  private Optional<Node> node = Optional.empty();

  private TestKafka(Path directory, int port, Starter starter) {
    this.directory = directory;
    this.port = port;
    this.starter = starter;
  }

  /**
   * Starts on first use, and stops when this JVM exits. Everyone in the JVM has the same one: do
   * not stop it.
   */
  public static TestKafka shared() {
    return Shared.INSTANCE;
  }

  /** Starts a broker in this JVM. */
  public static TestKafka start() {
    return start(Map.of());
  }

  /** Starts a broker in this JVM, with settings of {@code server.properties} added to ours. */
  public static TestKafka start(Map<String, String> settings) {
    return start(
        (directory, port, controllerPort) -> {
          KafkaNode node = KafkaNode.start(directory, port, controllerPort, settings);
          return new Node(ProcessHandle.current().pid(), node::stop, TestKafka::cannotKill);
        });
  }

  /** Starts a broker in a JVM of its own. */
  public static TestKafka startProcess() {
    return startProcess(Map.of());
  }

  /**
   * Starts a broker in a JVM of its own, with settings of {@code server.properties} added to ours.
   */
  public static TestKafka startProcess(Map<String, String> settings) {
    return start(
        (directory, port, controllerPort) -> {
          KafkaProcess process = KafkaProcess.start(directory, port, controllerPort, settings);
          return new Node(process.pid(), process::stop, process::kill);
        });
  }

  private static TestKafka start(NodeFactory factory) {
    try {
      Path directory = Files.createTempDirectory("tidemark-kafka");
      List<Integer> ports = freePorts(2);
      int port = ports.get(0);
      Path data = directory.resolve("data");
      TestKafka kafka =
          new TestKafka(directory, port, () -> factory.start(data, port, ports.get(1)));
      kafka.restart();
      Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "stop-kafka-" + port));
      return kafka;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * So many different ones: for a broker and its controller, two. They lie below the range that the
   * system takes the ports of outgoing connections from: one of those would be free now, and in use
   * when the broker starts.
   */
  public static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      while (held.size() < count) {
        try {
          held.add(new ServerSocket(ThreadLocalRandom.current().nextInt(LEAST_PORT, MOST_PORT)));
        } catch (BindException inUse) {
          // Another one, then
        }
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  /**
   * The value for {@code bootstrap.servers}, which stays the same when the broker is stopped and
   * started.
   */
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /** The process that the broker runs in, which may be this one. */
  public synchronized long pid() {
    return node.orElseThrow(() -> new IllegalStateException("the broker is stopped")).pid();
  }

  /** Creates a topic, and returns when it exists. */
  public void createTopic(String name, int partitions) {
    createTopic(name, partitions, Map.of());
  }

  /** Creates a topic with settings such as {@code cleanup.policy}, and returns when it exists. */
  public void createTopic(String name, int partitions, Map<String, String> settings) {
    NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(settings);
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("create topic " + name, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topic " + name, e);
    }
  }

  /** Stops in good order; {@link #restart()} starts again with the same topics and port. */
  public synchronized void stop() {
    node.ifPresent(running -> running.stop().run());
    node = Optional.empty();
  }

  /**
   * Ends the broker's process at once, as a power failure would; {@link #restart()} recovers.
   *
   * @throws UnsupportedOperationException if the broker runs in this JVM
   */
  public synchronized void kill() {
    node.ifPresent(running -> running.kill().run());
    node = Optional.empty();
  }

  /** Starts again with the same topics and port, after stopping in good order if it runs. */
  public synchronized void restart() {
    stop();
    node = Optional.of(starter.start());
  }

  /** Stops and deletes the data. */
  @Override
  public synchronized void close() {
    stop();
    delete(directory);
  }

  static void delete(Path directory) {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void cannotKill() {
    throw new UnsupportedOperationException(
        "This broker runs in the test's own JVM; TestKafka.startProcess() starts one that can be killed.");
  }

  private record Node(long pid, Runnable stop, Runnable kill) {}

  private interface Starter {
    Node start();
  }

  private interface NodeFactory {
    Node start(Path directory, int port, int controllerPort);
  }

  private static final class Shared {
    static final TestKafka INSTANCE = start();
  }
}
