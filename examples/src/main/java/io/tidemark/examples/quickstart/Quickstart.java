package io.tidemark.examples.quickstart;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.envelope.type.TypeConfig;
import io.tidemark.envelope.type.TypeConfig.DecimalHandling;
import io.tidemark.publisher.EventSink;
import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.PublisherState;
import io.tidemark.publisher.kafka.KafkaSink;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.testing.TestPostgres;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;

/**
 * Shows the whole pipe on real servers, and checks it: every row that the shop writes must reach
 * the consumer.
 *
 * <p>Ends by itself with exit code 0, or 1 when a row is missing; {@code --keep-running} goes on
 * until Ctrl-C.
 */
public final class Quickstart {
  private static final Duration WORK = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String KEEP_RUNNING = "--keep-running";

  private final PrintStream out;
  private final Servers servers;
  private final Ledger expected = new Ledger();
  private final Ledger received = new Ledger();
  private final CompletableFuture<Void> streaming = new CompletableFuture<>();

  private Quickstart(PrintStream out, Servers servers) {
    this.out = out;
    this.servers = servers;
  }

  /** Runs it; takes {@code --keep-running} or nothing. */
  public static void main(String[] args) throws Exception {
    List<String> options = Arrays.asList(args);
    if (!options.isEmpty() && !options.equals(List.of(KEEP_RUNNING))) {
      System.err.println(
          "Quickstart: expected no argument or "
              + KEEP_RUNNING
              + ", found "
              + String.join(" ", args));
      System.exit(2);
    }
    boolean complete =
        run(System.out, CommandLine.Help.Ansi.AUTO.enabled(), WORK, !options.isEmpty());
    System.exit(complete ? 0 : 1);
  }

  /** Runs it once and tells whether every row arrived. */
  static boolean run(PrintStream out, boolean colours, Duration work, boolean keepRunning)
      throws InterruptedException, ExecutionException, SQLException {
    out.println(
        "Tidemark quickstart: PostgreSQL → Tidemark → Kafka → a consumer, all on this machine");
    try (Servers servers = Servers.start(out)) {
      long end = System.nanoTime() + work.toNanos();
      BooleanSupplier goOn = () -> keepRunning || System.nanoTime() < end;
      return new Quickstart(out, servers).run(colours, goOn);
    }
  }

  private boolean run(boolean colours, BooleanSupplier goOn)
      throws InterruptedException, ExecutionException, SQLException {
    String url = servers.postgres().createDatabase(Shop.DATABASE);
    servers.postgres().execute(Shop.DATABASE, Shop.SCHEMA);
    Shop.TABLES.forEach(table -> servers.kafka().createTopic(Shop.topic(table), 3));
    ExecutorService threads = Executors.newCachedThreadPool();
    try (EventSink sink = KafkaSink.connect(producerProperties());
        Publisher publisher = publisher(url, sink);
        EventReader reader =
            new EventReader(
                servers.kafka().bootstrapServers(), new EventPrinter(out, colours), received);
        Connection database = servers.postgres().connect(Shop.DATABASE)) {
      CompletableFuture<Void> publishing = CompletableFuture.runAsync(publisher::run, threads);
      CompletableFuture.anyOf(streaming, publishing).get();
      out.println("  the publisher streams from slot " + Shop.SLOT + "; the shop opens");
      out.println();
      CompletableFuture<Workload.Done> work =
          CompletableFuture.supplyAsync(() -> work(url, goOn), threads);
      readUntilDone(reader, work, publishing);
      publisher.stop();
      publishing.get();
      Summary summary = summary(reader, database, work.get());
      summary.print(out);
      return summary.complete();
    } finally {
      threads.shutdownNow();
    }
  }

  private Workload.Done work(String url, BooleanSupplier goOn) {
    try {
      return Workload.run(url, expected, 42, goOn);
    } catch (SQLException e) {
      throw new IllegalStateException("the shop's workload failed", e);
    }
  }

  /** Reads as long as the shop works, and then until everything is here or patience ends. */
  private void readUntilDone(
      EventReader reader, CompletableFuture<?> work, CompletableFuture<?> publishing) {
    while (!work.isDone() && !publishing.isDone()) {
      reader.poll();
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (received.total() < expected.total()
        && System.nanoTime() < deadline
        && !publishing.isDone()) {
      reader.poll();
    }
  }

  private Summary summary(EventReader reader, Connection database, Workload.Done done)
      throws SQLException {
    Summary.SlotPosition slot = Summary.SlotPosition.read(database);
    return new Summary(
        done,
        expected.counts(),
        received.counts(),
        Reconciliation.of(database, reader.states()),
        slot.confirmedLsn(),
        slot.lagBytes(),
        reader.latencies());
  }

  private Publisher publisher(String url, EventSink sink) {
    ReplicationConfig config =
        ReplicationConfig.builder()
            .url(url)
            .user(TestPostgres.USER)
            .slot(Shop.SLOT)
            .publication(Shop.PUBLICATION)
            .build();
    return Publisher.builder(config)
        .sink(sink)
        .envelope(envelopes())
        .onState(this::announce)
        .build();
  }

  private void announce(PublisherState state) {
    if (state instanceof PublisherState.Streaming) {
      streaming.complete(null);
    }
  }

  /** Debezium's defaults, but for numerics that people can read: as text, not as base64. */
  private static EnvelopeConfig envelopes() {
    return EnvelopeConfig.builder(Shop.TOPIC_PREFIX)
        .types(TypeConfig.builder().decimals(DecimalHandling.STRING).build())
        .build();
  }

  private Properties producerProperties() {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", servers.kafka().bootstrapServers());
    return properties;
  }
}
