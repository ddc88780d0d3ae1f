package io.tidemark.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.EventSink;
import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.config.PublisherConfig;
import io.tidemark.publisher.config.SettingsFile;
import io.tidemark.publisher.kafka.KafkaSink;
import io.tidemark.replication.SqlConnection;
import io.tidemark.testing.TestKafkaCluster;
import io.tidemark.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** shop.properties as it is, but for the addresses: on three brokers, with a row in each table. */
@Tag("slow")
class ShopConfigurationTest {
  private static final TestPostgres POSTGRES = TestPostgres.shared();

  @TempDir private Path directory;

  @Test
  void topicsHaveTheShopsPartitionsReplicasAndRetention() throws Exception {
    POSTGRES.createDatabase("shop");
    POSTGRES.execute(
        "shop",
        "CREATE TABLE users (id int PRIMARY KEY)",
        "CREATE TABLE orders (id int PRIMARY KEY)",
        "CREATE TABLE products (id int PRIMARY KEY)",
        "CREATE PUBLICATION shop FOR ALL TABLES",
        "SELECT pg_create_logical_replication_slot('shop', 'pgoutput')",
        "INSERT INTO users VALUES (1)",
        "INSERT INTO orders VALUES (1)",
        "INSERT INTO products VALUES (1)");
    try (TestKafkaCluster kafka = TestKafkaCluster.start(3)) {
      publish(configuration(kafka));
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        Map<String, TopicDescription> topics =
            admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get();
        assertThat(topics)
            .containsOnlyKeys("shop.public.users", "shop.public.orders", "shop.public.products");
        topics.forEach(
            (name, topic) -> {
              assertThat(topic.partitions()).hasSize(name.endsWith("orders") ? 6 : 3);
              assertThat(topic.partitions()).allMatch(p -> p.replicas().size() == 3);
            });
        ConfigResource orders = new ConfigResource(ConfigResource.Type.TOPIC, "shop.public.orders");
        assertThat(admin.describeConfigs(List.of(orders)).all().get().get(orders).entries())
            .extracting(entry -> entry.name() + "=" + entry.value())
            .contains(
                "compression.type=lz4",
                "retention.ms=604800000",
                "retention.bytes=10737418240",
                "min.insync.replicas=2");
      }
    }
  }

  private PublisherConfig configuration(TestKafkaCluster kafka) throws Exception {
    String example = Files.readString(Path.of("shop.properties"));
    Path file = directory.resolve("shop.properties");
    Files.writeString(file, example.replace("${env:PGPASSWORD}", "none"));
    Map<String, String> settings = new HashMap<>(SettingsFile.read(file));
    settings.put("database.port", Integer.toString(POSTGRES.port()));
    settings.put("database.user", TestPostgres.USER);
    settings.put("producer.bootstrap.servers", kafka.bootstrapServers());
    return PublisherConfig.of(settings);
  }

  /** Until everything is confirmed that was committed before. */
  private static void publish(PublisherConfig config) throws Exception {
    try (Connection connection = SqlConnection.open(config.replication());
        EventSink sink = KafkaSink.connect(config.kafka())) {
      Lsn end = SqlConnection.walEnd(connection);
      Publisher publisher =
          Publisher.builder(config.replication())
              .envelope(config.envelope())
              .sink(sink)
              .stopWhen(
                  status ->
                      status.stream().filter(s -> s.confirmed().compareTo(end) >= 0).isPresent())
              .build();
      CompletableFuture.runAsync(publisher::run).get(2, TimeUnit.MINUTES);
    }
  }
}
