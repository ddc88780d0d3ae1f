package io.tidemark.publisher.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.publisher.DeliveryListener;
import io.tidemark.publisher.HeldSink;
import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.snapshot.InitialSnapshot;
import io.tidemark.publisher.snapshot.SignalChannels;
import io.tidemark.publisher.snapshot.SnapshotConfig;
import io.tidemark.publisher.snapshot.SnapshotMode;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PublisherMetricsTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final TestDatabase database = TestDatabase.create("metrics");

  @Test
  void tellHowFarAPublisherIsAndPageListsThem() throws Exception {
    database.execute(
        "CREATE TABLE orders (id int PRIMARY KEY, note text)",
        "CREATE PUBLICATION p FOR TABLE orders");
    database.createSlot();
    ReplicationConfig config = database.replication().build();
    HeldSink sink = new HeldSink();
    sink.flushed.countDown();
    CompletableFuture<Void> running;
    try (Publisher publisher =
            Publisher.builder(config)
                .sink(sink)
                .envelope(EnvelopeConfig.debeziumJson("shop"))
                .build();
        PublisherMonitor monitor =
            PublisherMonitor.start(publisher, config, Duration.ofMillis(20))) {
      new PublisherMetrics(monitor).bindTo(registry);
      running = CompletableFuture.runAsync(publisher::run);
      database.execute("INSERT INTO orders VALUES (1, 'a'), (2, 'b')");
      DeliveryListener first = sink.next().listener();
      DeliveryListener second = sink.next().listener();

      await(() -> gauge("tidemark.unacked.transactions") == 1);
      await(() -> counter("create") == 2);
      await(() -> gauge("tidemark.lag.bytes", "rung", "confirmed") > 0);
      assertThat(gauge("tidemark.lag.bytes", "rung", "sent"))
          .isLessThanOrEqualTo(gauge("tidemark.lag.bytes", "rung", "acked"));
      await(() -> gauge("tidemark.lag.time", "rung", "confirmed") > 0);
      assertThat(gauge("tidemark.unacked.age")).isPositive();
      assertThat(gauge("tidemark.unacked.bytes")).isGreaterThan(100);
      assertThat(gauge("tidemark.state", "state", "streaming")).isOne();
      assertThat(gauge("tidemark.slot.wal.status", "status", "reserved")).isOne();
      assertThat(gauge("tidemark.slot.safe.wal")).as("no limit is set").isNaN();

      first.onDelivered();
      second.onDelivered();
      await(() -> gauge("tidemark.unacked.transactions") == 0);
      await(() -> registry.get("tidemark.delivery").functionTimer().count() == 1);
      await(() -> gauge("tidemark.lag.bytes", "rung", "acked") == 0);
      assertThat(registry.get("tidemark.events.size").functionCounter().count()).isGreaterThan(100);
      assertThat(page()).isEqualTo(meters());
    }
    assertThat(running).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void tellHowFarASnapshotIsAndCountItsRows() throws Exception {
    database.execute(
        "CREATE TABLE orders AS SELECT generate_series(1, 40) AS id",
        "CREATE PUBLICATION p FOR TABLE orders");
    ReplicationConfig config = database.replication().build();
    CompletableFuture<Void> running;
    try (Publisher publisher =
            Publisher.builder(config)
                .sink(HeldSink.delivering())
                .snapshot(InitialSnapshot.unrecorded(SnapshotConfig.of(SnapshotMode.INITIAL)))
                .build();
        PublisherMonitor monitor =
            PublisherMonitor.start(publisher, config, Duration.ofMillis(20))) {
      new PublisherMetrics(monitor).bindTo(registry);
      assertThat(gauge("tidemark.snapshot.fraction")).isNaN();
      running = CompletableFuture.runAsync(publisher::run);
      await(() -> gauge("tidemark.state", "state", "streaming") == 1);
      await(() -> counter("read") == 40);
      assertThat(gauge("tidemark.snapshot.fraction")).isOne();
      assertThat(gauge("tidemark.snapshot.remaining")).isZero();

      database.execute("INSERT INTO orders VALUES (41)");
      await(() -> counter("create") == 1);
      assertThat(counter("read")).isEqualTo(40);
    }
    assertThat(running).succeedsWithin(Duration.ofSeconds(10));
    database.dropSlot();
  }

  @Test
  void countRowsThatAreReadWhileTheStreamGoesOn() throws Exception {
    database.execute(
        "CREATE TABLE orders (id int PRIMARY KEY)",
        "INSERT INTO orders SELECT generate_series(1, 40)",
        "CREATE PUBLICATION p FOR TABLE orders");
    ReplicationConfig config = database.replication().messages(true).build();
    CompletableFuture<Void> running;
    try (Publisher publisher =
            Publisher.builder(config)
                .sink(HeldSink.delivering())
                .snapshot(
                    InitialSnapshot.unrecorded(
                            SnapshotConfig.of(SnapshotMode.NO_DATA).incrementalChunkSize(7))
                        .signals(new SignalChannels("", "signals")))
                .build();
        PublisherMonitor monitor =
            PublisherMonitor.start(publisher, config, Duration.ofMillis(20))) {
      new PublisherMetrics(monitor).bindTo(registry);
      running = CompletableFuture.runAsync(publisher::run);
      await(() -> gauge("tidemark.state", "state", "streaming") == 1);
      for (int times = 1; times <= 2; times++) {
        double rows = 40 * times;
        database.execute(
            "SELECT pg_logical_emit_message(true, 'signals', '{\"id\": \"again\", \"type\": \"execute-snapshot\","
                + " \"data\": {\"data-collections\": [\"public.orders\"]}}')");
        await(() -> counter("read") == rows);
      }
      database.execute("INSERT INTO orders VALUES (41)");
      await(() -> counter("create") == 1);
      assertThat(counter("read")).isEqualTo(80);
    }
    assertThat(running).succeedsWithin(Duration.ofSeconds(10));
    database.dropSlot();
  }

  @Test
  void serverThatCannotBeAskedLeavesGaps() {
    ReplicationConfig nowhere =
        ReplicationConfig.builder()
            .url("jdbc:postgresql://localhost:1/x")
            .user("x")
            .slot("gone")
            .publication("p")
            .build();
    try (Publisher publisher = Publisher.builder(nowhere).sink(new HeldSink()).build();
        PublisherMonitor monitor =
            PublisherMonitor.start(publisher, nowhere, Duration.ofMillis(20))) {
      new PublisherMetrics(monitor).bindTo(registry);
      assertThat(gauge("tidemark.wal.position", "rung", "server")).isNaN();
      assertThat(gauge("tidemark.lag.bytes", "rung", "confirmed")).isNaN();
      assertThat(gauge("tidemark.state", "state", "created")).isOne();
      assertThat(gauge("tidemark.slot.wal.status", "status", "lost")).isZero();
    }
  }

  private double gauge(String name, String... tag) {
    return registry.get(name).tags(tag).gauge().value();
  }

  private double counter(String operation) {
    var found =
        registry.find("tidemark.events").tags("operation", operation, "table", "public.orders");
    return found.functionCounter() == null ? 0 : found.functionCounter().count();
  }

  /** Name, tags but the slot, and unit, as a row of the page has them. */
  private Set<String> meters() {
    return registry.getMeters().stream()
        .map(Meter::getId)
        .map(
            id ->
                id.getName()
                    + " | "
                    + id.getTags().stream()
                        .map(tag -> tag.getKey())
                        .filter(key -> !key.equals("slot"))
                        .collect(Collectors.joining(", "))
                    + " | "
                    + (id.getBaseUnit() == null ? "" : id.getBaseUnit()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> page() throws IOException {
    Set<String> rows = new TreeSet<>();
    Matcher row =
        Pattern.compile("(?m)^\\| `(tidemark[.a-z]+)` \\| ([a-z, `]*) \\| ([a-z]*) \\|")
            .matcher(Files.readString(PAGE));
    while (row.find()) {
      rows.add(row.group(1) + " | " + row.group(2).replace("`", "") + " | " + row.group(3));
    }
    return rows;
  }

  private static void await(BooleanSupplier reached) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as("not within 20 s").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
