package io.tidemark.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar, as people start it. */
@Tag("slow")
class CommandLineTest {
  private static final Path JAR = Path.of("..", "..", "publisher", "target", "tidemark.jar");
  private static final Servers SERVERS = new EmbeddedServers();

  @TempDir private Path directory;

  @Test
  void writesJsonLinesUntilCurrentAndConfirmsThem() throws Exception {
    Shop shop = Shop.create(SERVERS, "jsonl");
    shop.mark(1);
    shop.mark(2);
    Path json = directory.resolve("connector.json");
    Files.writeString(
        json,
        """
        {"name": "shop-connector", "config": {
          "connector.class": "io.debezium.connector.postgresql.PostgresConnector", "tasks.max": "1",
          "plugin.name": "pgoutput", "database.hostname": "localhost", "database.port": %d,
          "database.user": "postgres", "database.password": "${file:%s}", "database.dbname": "jsonl",
          "slot.name": "jsonl", "publication.name": "shop", "topic.prefix": "jsonl",
          "snapshot.mode": "no_data"}}
        """
            .formatted(port(), Files.writeString(directory.resolve("password"), "s3cret\n")));

    Ended run = run("run", "--config", json.toString(), "--sink", "jsonl", "--until-current");

    assertThat(run.exitCode).as(run.err).isZero();
    assertThat(run.err).doesNotContain("s3cret");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.out.lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).path("topic").asText()).isEqualTo("jsonl.public.markers");
    assertThat(lines.get(0).path("key").path("id").asInt()).isOne();
    assertThat(lines.get(1).at("/value/after/id").asInt()).isEqualTo(2);
    assertThat(lines.get(1).at("/headers/__debezium.context.connectorName").asText())
        .isEqualTo("postgresql");
    assertThat(lines.get(1).path("position").asText()).matches("[0-9A-F]+/[0-9A-F]+#0");

    Ended again =
        run("run", "--config", json.toString(), "--sink", "jsonl", "--until-idle", "PT1S");
    assertThat(again.exitCode).as(again.err).isZero();
    assertThat(again.out).as("all was confirmed").isEmpty();
  }

  @Test
  void sigtermEndsWithZeroAndFreesTheSlot() throws Exception {
    Shop shop = Shop.create(SERVERS, "sigterm");
    Process process = start(directory.resolve("err"), arguments(shop));
    try (TopicReader topics = new TopicReader(shop)) {
      shop.mark(1);
      topics.readToMark(1);
      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }
    try (Connection connection = SERVERS.connect("sigterm")) {
      assertThat(ReplicationSlot.find(connection, "sigterm").orElseThrow().isActive()).isFalse();
    }
  }

  @Test
  void wrongSettingIsOneLineAndExitCodeTwo() throws Exception {
    Ended run = run("run", "--set", "topic.prefx=x", "--set", "database.dbname=d");
    assertThat(run.exitCode).isEqualTo(2);
    assertThat(run.out).isEmpty();
    assertThat(run.err)
        .contains("database.user is not set: expected text")
        .contains("tidemark: topic.prefx is not a setting; did you mean topic.prefix?")
        .doesNotContain("\tat ");
  }

  @Test
  void unreachableBrokerIsOneLineAndExitCodeOne() throws Exception {
    Shop shop = Shop.create(SERVERS, "nobroker");
    List<String> arguments = new ArrayList<>(arguments(shop));
    arguments.addAll(List.of("--set", "producer.bootstrap.servers=localhost:1"));
    Ended run = run(arguments.toArray(String[]::new));
    assertThat(run.exitCode).isEqualTo(1);
    assertThat(run.err)
        .contains("tidemark: Kafka at localhost:1: no broker answered within 10 s")
        .doesNotContain("\tat ");
  }

  @Test
  void topicThatMayLoseEventsEndsTheStartWhereDurabilityIsRequired() throws Exception {
    Shop shop = Shop.create(SERVERS, "weak");
    List<String> arguments = new ArrayList<>(arguments(shop));
    arguments.add("--require-durable");
    Ended run = run(arguments.toArray(String[]::new));
    assertThat(run.exitCode).as("without an event").isEqualTo(1);
    assertThat(run.err)
        .contains(
            "tidemark: Kafka topic weak.public.customers: replication factor 1, expected at least 3")
        .doesNotContain("\tat ");
  }

  @Test
  void unknownCommandSuggestsNearestName() throws Exception {
    Ended run = run("rnu");
    assertThat(run.exitCode).isEqualTo(2);
    assertThat(run.err)
        .isEqualTo("tidemark: Unmatched argument at index 0: 'rnu'; did you mean run?\n");
  }

  private static List<String> arguments(Shop shop) {
    return List.of(
        "run",
        "--set",
        "database.port=" + port(),
        "--set",
        "database.user=postgres",
        "--set",
        "database.dbname=" + shop.name(),
        "--set",
        "slot.name=" + shop.name(),
        "--set",
        "publication.name=shop",
        "--set",
        "topic.prefix=" + shop.name(),
        "--set",
        "tombstones.on.delete=false",
        "--set",
        "producer.bootstrap.servers=" + SERVERS.bootstrapServers());
  }

  private static int port() {
    return TestPostgres.shared().port();
  }

  private record Ended(int exitCode, String out, String err) {}

  private Ended run(String... arguments) throws IOException, InterruptedException {
    Path err = Files.createTempFile(directory, "err", "");
    Process process = start(err, List.of(arguments));
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), out, Files.readString(err));
  }

  private static Process start(Path err, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-jar", JAR.toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(err.toFile()).start();
  }
}
