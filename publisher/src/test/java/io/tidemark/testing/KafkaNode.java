package io.tidemark.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One node that is broker and controller, in this JVM; its {@link #main} makes it a process. */
final class KafkaNode {

  /** The only line that a node's process writes to its standard output. */
  static final String READY = "ready";

  private static final String CONTROLLER = "CONTROLLER";
  private static final String NODE_ID = "1";

  /** One for all: nodes of a cluster must agree, and clusters of tests never meet. */
  private static final String CLUSTER_ID = "dGlkZW1hcmstdGVzdGluZw";

  private final KafkaRaftServer server;

  private KafkaNode(KafkaRaftServer server) {
    this.server = server;
  }

  /** Starts on a directory that is formatted if it is new, and goes on with its topics if not. */
  static KafkaNode start(
      Path directory, int port, int controllerPort, Map<String, String> settings) {
    if (!Files.exists(directory.resolve("meta.properties"))) {
      format(directory, Integer.parseInt(settings.getOrDefault("node.id", NODE_ID)));
    }
    Properties properties = new Properties();
    properties.putAll(settings(directory, port, controllerPort));
    properties.putAll(settings);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    server.startup();
    return new KafkaNode(server);
  }

  void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** Runs a node until standard input ends, which it does when the parent process has died. */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> settings = new HashMap<>();
    for (String setting : List.of(arguments).subList(3, arguments.length)) {
      int equals = setting.indexOf('=');
      settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    KafkaNode node = startOrEnd(arguments, settings);
    System.out.println(READY);
    while (System.in.read() >= 0) {
      // Nothing is ever sent: only the end counts.
    }
    node.stop();
  }

  /** Threads of a broker that has not come up would keep the JVM alive, and its parent waiting. */
  @SuppressWarnings("CatchAndPrintStackTrace") // the parent reads the log when the process fails
  private static KafkaNode startOrEnd(String[] arguments, Map<String, String> settings) {
    try {
      return start(
          Path.of(arguments[0]),
          Integer.parseInt(arguments[1]),
          Integer.parseInt(arguments[2]),
          settings);
    } catch (Throwable e) { // also checked ones, which Scala does not declare
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
      throw e;
    }
  }

  private static void format(Path directory, int nodeId) {
    try {
      new Formatter()
          .setClusterId(CLUSTER_ID)
          .setControllerListenerName(CONTROLLER)
          .setDirectories(List.of(directory.toString()))
          .setMetadataLogDirectory(directory.toString())
          .setNodeId(nodeId)
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
          .setReleaseVersion(MetadataVersion.latestProduction())
          .run();
    } catch (Exception e) { // what Formatter.run declares
      throw new IllegalStateException("format " + directory, e);
    }
  }

  private static Map<String, String> settings(Path directory, int port, int controllerPort) {
    return Map.ofEntries(
        Map.entry("advertised.listeners", "PLAINTEXT://localhost:" + port),
        Map.entry("auto.create.topics.enable", "true"),
        // A killed node may register again only when its old session has ended: after 9 s by
        // default.
        Map.entry("broker.heartbeat.interval.ms", "500"),
        Map.entry("broker.session.timeout.ms", "3000"),
        Map.entry("controller.listener.names", CONTROLLER),
        Map.entry("controller.quorum.voters", NODE_ID + "@localhost:" + controllerPort),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT"),
        Map.entry(
            "listeners",
            "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort),
        // 128 MiB of heap is the default, for topics far larger than a test's.
        Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
        Map.entry("log.dirs", directory.toString()),
        Map.entry("node.id", NODE_ID),
        Map.entry("num.partitions", "1"),
        Map.entry("offsets.topic.num.partitions", "1"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("process.roles", "broker,controller"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "1"),
        Map.entry("transaction.state.log.replication.factor", "1"));
  }
}
