package io.tidemark.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.envelope.Envelope;
import io.tidemark.envelope.Operation;
import io.tidemark.publisher.EventSink;
import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.PublisherState;
import io.tidemark.publisher.kafka.KafkaSink;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationStream;
import io.tidemark.testing.TestKafka;
import io.tidemark.testing.TestPostgres;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of the programs, on a real PostgreSQL and a real broker. */
class ExamplesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void rawMessagesPrintsInsertsAndConfirmsTheirTransaction() throws Exception {
    ReplicationConfig config = shop("raw_messages");
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    ReplicationStream stream = ReplicationStream.open(config);
    CompletableFuture<Void> program =
        CompletableFuture.runAsync(() -> RawMessages.print(stream, printingTo(lines)));

    insert("raw_messages", "(1, 'new'), (2, NULL)");

    assertThat(next(lines)).matches("[0-9A-F]+/[0-9A-F]+ \\+ public.orders \\(1, new\\)");
    assertThat(next(lines)).endsWith("(2, NULL)");
    stream.close();
    program.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void envelopesAppliesEachChange() throws Exception {
    ReplicationConfig config = shop("envelopes");
    BlockingQueue<Envelope> applied = new LinkedBlockingQueue<>();
    ReplicationStream stream = ReplicationStream.open(config);
    CompletableFuture<Void> program =
        CompletableFuture.runAsync(() -> Envelopes.apply(stream, applied::add));

    insert("envelopes", "(1, 'new')");
    TestPostgres.shared().execute("envelopes", "DELETE FROM orders WHERE id = 1");

    List<Envelope> three = List.of(next(applied), next(applied), next(applied));
    assertThat(three)
        .extracting(Envelope::operation)
        .containsExactly(Operation.CREATE, Operation.DELETE, Operation.TOMBSTONE);
    assertThat(three).extracting(Envelope::topic).containsOnly("shop.public.orders");
    assertThat(three.get(0).key()).asString(StandardCharsets.UTF_8).isEqualTo("{\"id\":1}");
    stream.close();
    program.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void customEnvelopesHaveTopicsAndValuesOfTheirOwn(boolean binary) throws Exception {
    String name = "custom_" + binary;
    ReplicationConfig text = shop(name);
    ReplicationConfig config =
        ReplicationConfig.builder()
            .url(text.url())
            .user(text.user())
            .slot(text.slot())
            .publication("orders_pub")
            .binary(binary)
            .build();
    TestPostgres.shared()
        .execute(
            name,
            "CREATE TYPE price AS (currency text, cents bigint)",
            "ALTER TABLE orders ADD COLUMN total price");
    BlockingQueue<Envelope> applied = new LinkedBlockingQueue<>();
    ReplicationStream stream = ReplicationStream.open(config);
    CompletableFuture<Void> program =
        CompletableFuture.runAsync(() -> CustomEnvelopes.apply(stream, applied::add));

    insert(name, "(1, 'new', ('EUR', 1250))");

    Envelope envelope = next(applied);
    assertThat(envelope.topic()).isEqualTo("shop.public");
    assertThat(envelope.value())
        .asString(StandardCharsets.UTF_8)
        .contains(
            "\"after\":{\"id\":1,\"status\":\"new\",\"total\":{\"currency\":\"EUR\",\"cents\":1250}}");
    stream.close();
    program.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void wholePipeBringsTheChangesToTheTopic() throws Exception {
    ReplicationConfig config = shop("whole_pipe");
    TestKafka kafka = TestKafka.shared();
    kafka.createTopic("shop.public.orders", 1);
    Properties producer = new Properties();
    producer.setProperty("bootstrap.servers", kafka.bootstrapServers());
    try (EventSink sink = KafkaSink.connect(producer);
        Publisher publisher = WholePipe.publisher(config, sink)) {
      CompletableFuture<Void> program = CompletableFuture.runAsync(publisher::run);

      insert("whole_pipe", "(1, 'new'), (2, 'paid')");

      assertThat(consume(kafka, "shop.public.orders", 2))
          .extracting(ConsumerRecord::key)
          .containsExactly("{\"id\":1}", "{\"id\":2}");
      publisher.stop();
      program.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  void fromConnectorTakesTheJsonOfKafkaConnect(@TempDir Path directory) throws Exception {
    TestPostgres postgres = TestPostgres.shared();
    TestKafka kafka = TestKafka.shared();
    postgres.createDatabase("from_connector");
    postgres.execute(
        "from_connector",
        "CREATE TABLE orders (id int PRIMARY KEY, status text)",
        "INSERT INTO orders VALUES (1, 'old')");
    Path file = directory.resolve("connector.json");
    Files.writeString(
        file,
        """
        {"name": "shop-connector", "type": "source", "tasks": [], "config": {
          "connector.class": "io.debezium.connector.postgresql.PostgresConnector", "tasks.max": "1",
          "plugin.name": "pgoutput", "database.hostname": "localhost", "database.port": "%d",
          "database.user": "%s", "database.dbname": "from_connector", "topic.prefix": "connected",
          "slot.name": "from_connector", "publication.autocreate.mode": "filtered",
          "table.include.list": "public.orders", "producer.override.bootstrap.servers": "%s"}}
        """
            .formatted(postgres.port(), TestPostgres.USER, kafka.bootstrapServers()));
    BlockingQueue<PublisherState> states = new LinkedBlockingQueue<>();
    try (Publisher publisher = FromConnector.publisher(file, states::add)) {
      CompletableFuture<Void> program = CompletableFuture.runAsync(publisher::run);
      while (!(next(states) instanceof PublisherState.Streaming)) {
        assertThat(program).isNotCompleted();
      }
      insert("from_connector", "(2, 'new')");

      assertThat(consume(kafka, "connected.public.orders", 2))
          .extracting(record -> record.value().replaceFirst(".*\"op\":\"(.)\".*", "$1"))
          .containsExactly("r", "c");
      publisher.stop();
      program.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    postgres.execute("from_connector", "SELECT pg_drop_replication_slot('from_connector')");
  }

  private static ReplicationConfig shop(String name) {
    TestPostgres postgres = TestPostgres.shared();
    String url = postgres.createDatabase(name);
    postgres.execute(
        name,
        "CREATE TABLE orders (id int PRIMARY KEY, status text)",
        "CREATE PUBLICATION orders_pub FOR TABLE orders",
        "SELECT pg_create_logical_replication_slot('" + name + "', 'pgoutput')");
    return Arguments.replicationConfig(new String[] {url, TestPostgres.USER, name, "orders_pub"});
  }

  private static void insert(String database, String rows) {
    TestPostgres.shared().execute(database, "INSERT INTO orders VALUES " + rows);
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(next).as("within %s", PATIENCE).isNotNull();
    return next;
  }

  private static PrintStream printingTo(BlockingQueue<String> lines) {
    return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
      @Override
      public void println(String line) {
        lines.add(line);
      }
    };
  }

  private static List<ConsumerRecord<String, String>> consume(
      TestKafka kafka, String topic, int count) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (records.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
