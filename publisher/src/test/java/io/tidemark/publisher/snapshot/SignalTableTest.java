package io.tidemark.publisher.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.HeldSink;
import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.PublisherState;
import io.tidemark.publisher.config.PublisherConfig;
import io.tidemark.testing.TestDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signal table of a Debezium connector, whatever else its configuration says. */
final class SignalTableTest {
  private final TestDatabase database = TestDatabase.create("signal_table");
  private final HeldSink sink = HeldSink.delivering();

  @ParameterizedTest
  @CsvSource({
    "topic.delimiter, _, shop_public_orders",
    "topic.naming.strategy, io.debezium.schema.DefaultTopicNamingStrategy, shop.orders",
    "transforms, unwrap, shop.public.orders"
  })
  void isHeardThoughTheIncludeListDoesNotNameIt(String name, String value, String topic)
      throws InterruptedException {
    database.execute(
        "CREATE TABLE orders (id int PRIMARY KEY)",
        "CREATE TABLE signals (id varchar(42) PRIMARY KEY, type varchar(32), data varchar(2048))",
        "INSERT INTO orders VALUES (1)");
    PublisherConfig config = config(Map.of(name, value));
    CompletableFuture<PublisherState> streaming = new CompletableFuture<>();
    CompletableFuture<Void> running;
    try (Publisher publisher =
        config
            .publisherTo(
                () -> sink, InitialSnapshot.unrecorded(config.snapshot()).signals(config.signals()))
            .onState(
                state -> {
                  if (state instanceof PublisherState.Streaming) {
                    streaming.complete(state);
                  }
                })
            .build()) {
      running = CompletableFuture.runAsync(publisher::run);
      assertThat(streaming).succeedsWithin(Duration.ofSeconds(20));
      database.execute(
          "INSERT INTO signals VALUES ('1', 'execute-snapshot', '{\"data-collections\": [\"public.orders\"]}')");

      assertThat(sink.next().topic()).endsWith("signals");
      HeldSink.Sent row = sink.next();
      assertThat(row.topic()).isEqualTo(topic);
      assertThat(row.value()).contains("\"id\":1");
    }
    assertThat(running).succeedsWithin(Duration.ofSeconds(20));
    database.dropSlot();
  }

  private PublisherConfig config(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(database.settings());
    settings.put("publication.autocreate.mode", "filtered");
    settings.put("snapshot.mode", "no_data");
    settings.put("table.include.list", "public.orders");
    settings.put("signal.data.collection", "public.signals");
    settings.putAll(more);
    if (more.containsKey("transforms")) {
      settings.put("transforms.unwrap.type", "io.debezium.transforms.ExtractNewRecordState");
    }
    return PublisherConfig.of(settings);
  }
}
