package io.tidemark.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.PublisherState;
import io.tidemark.publisher.PublisherStatus;
import io.tidemark.publisher.kafka.KafkaSink;
import io.tidemark.publisher.kafka.KafkaSinkConfig;
import io.tidemark.testing.TestKafka;
import io.tidemark.testing.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Memory is bounded whatever comes in and however slowly it goes out. */
@Tag("slow")
class BoundedMemoryTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SMALL_HEAP = "-Xmx64m";

  @Test
  void brokerThatIsAwayStopsTheReadingAndNothingElse() throws Exception {
    long maxBytes = 2 << 20;
    List<PublisherState> states = new CopyOnWriteArrayList<>();
    try (TestKafka kafka = TestKafka.startProcess()) {
      Shop shop = Shop.create(new OneBroker(kafka), "backpressure");
      KafkaSinkConfig config =
          KafkaSinkConfig.of(Map.of("bootstrap.servers", kafka.bootstrapServers()))
              .withMaxBytes(maxBytes);
      try (Publisher publisher =
          PublisherProcess.builder(shop)
              .sink(() -> KafkaSink.connect(config))
              .onState(states::add)
              .build()) {
        CompletableFuture<Void> running = CompletableFuture.runAsync(publisher::run);
        insertOrders(shop, 1, 100);
        readOrders(shop, 100);

        kafka.kill();
        insertOrders(shop, 101, 30_000); // ten times what may be in flight
        await("no more is read", () -> isStill(publisher, shop));
        assertThat(publisher.status().unackedBytes()).isBetween(1L, maxBytes);
        assertThat(running).isNotDone();

        kafka.restart();
        assertThat(readOrders(shop, 30_000).cardinality()).isEqualTo(30_000);
        assertThat(publisher.stop()).isTrue();
      }
      assertThat(states).noneMatch(PublisherState.Retrying.class::isInstance);
    }
  }

  @Test
  void backlogLargerThanTheHeapWaitsForTheBroker() throws Exception {
    try (TestKafka kafka = TestKafka.startProcess()) {
      Shop shop = Shop.create(new OneBroker(kafka), "backlog");
      PublisherProcess publisher = PublisherProcess.start(shop, SMALL_HEAP);
      insertOrders(shop, 1, 1);
      readOrders(shop, 1);
      kafka.kill();
      insertOrders(shop, 2, 100_000); // 100 MB
      awaitStatus(shop);
      awaitStatus(shop);
      assertThat(publisher.isAlive()).isTrue();
      kafka.restart();
      assertThat(readOrders(shop, 100_000).cardinality()).isEqualTo(100_000);
      publisher.terminate();
    }
  }

  @Test
  void transactionLargerThanTheHeapFlowsThrough() throws Exception {
    try (TestKafka kafka = TestKafka.startProcess()) {
      Shop shop = Shop.create(new OneBroker(kafka), "onelarge");
      PublisherProcess publisher = PublisherProcess.start(shop, SMALL_HEAP);
      shop.servers()
          .execute(
              shop.name(),
              "INSERT INTO orders SELECT g, 1, 1, 'n' FROM generate_series(1, 250000) g");
      assertThat(readOrders(shop, 250_000).cardinality()).isEqualTo(250_000); // 120 MB of events
      assertThat(publisher.isAlive()).isTrue();
      publisher.terminate();
    }
  }

  /** Whether nothing was read from one status to the next. */
  private static boolean isStill(Publisher publisher, Shop shop) {
    awaitStatus(shop);
    PublisherStatus before = publisher.status();
    awaitStatus(shop);
    return publisher.status().events() == before.events();
  }

  /** Rows of a kilobyte that does not compress away, a hundred to a transaction. */
  private static void insertOrders(Shop shop, int from, int to) throws SQLException {
    try (Connection connection = shop.servers().connect(shop.name());
        Statement statement = connection.createStatement()) {
      for (int first = from; first <= to; first += 100) {
        statement.execute(
            """
            INSERT INTO orders
            SELECT g, 1, 1, (SELECT string_agg(encode(sha512((g * 100 + i)::text::bytea), 'hex'), '')
                            FROM generate_series(1, 8) i)
              FROM generate_series(%d, %d) g"""
                .formatted(first, Math.min(to, first + 99)));
      }
    }
  }

  /** PostgreSQL heard from the publisher again. */
  private static void awaitStatus(Shop shop) {
    try (Connection connection = shop.servers().connect(shop.name());
        PreparedStatement statement =
            connection.prepareStatement(
                """
                SELECT reply_time::text, pg_sleep(0.05)
                  FROM pg_stat_replication JOIN pg_replication_slots ON pid = active_pid
                 WHERE slot_name = ?""")) {
      statement.setString(1, shop.name());
      String before = replyTime(statement);
      await("a reply_time after " + before, () -> !replyTime(statement).equals(before));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String replyTime(PreparedStatement statement) {
    try (ResultSet row = statement.executeQuery()) {
      assertThat(row.next()).as("the slot has a reader").isTrue();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within %s: %s", PATIENCE, what).isLessThan(deadline);
    }
  }

  /** The ids of the orders in the topic, as soon as there are so many different ones. */
  private static BitSet readOrders(Shop shop, int count) {
    BitSet ids = new BitSet();
    Pattern id = Pattern.compile("\\{\"id\":(\\d+)}");
    List<TopicPartition> partitions =
        IntStream.range(0, Shop.PARTITIONS)
            .mapToObj(i -> new TopicPartition(shop.topic("orders"), i))
            .toList();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", shop.servers().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await(
          count + " orders",
          () -> {
            for (ConsumerRecord<byte[], byte[]> order : consumer.poll(Duration.ofMillis(100))) {
              Matcher key = id.matcher(new String(order.key(), UTF_8));
              assertThat(key.matches()).isTrue();
              ids.set(Integer.parseInt(key.group(1)));
            }
            return ids.cardinality() >= count;
          });
    }
    return ids;
  }

  private record OneBroker(TestKafka kafka) implements Servers {
    @Override
    public String jdbcUrl(String database) {
      return TestPostgres.shared().jdbcUrl(database);
    }

    @Override
    public String bootstrapServers() {
      return kafka.bootstrapServers();
    }
  }
}
