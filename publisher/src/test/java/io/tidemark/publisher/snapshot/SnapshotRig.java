package io.tidemark.publisher.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.PublisherBuilder;
import io.tidemark.publisher.PublisherStatus;
import io.tidemark.publisher.SnapshotPhase;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.SlotControl;
import io.tidemark.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A database, a slot to be, and publishers that run against them one after the other. */
final class SnapshotRig implements AutoCloseable {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestPostgres postgres;
  final StateSink sink = new StateSink();
  final MemoryJournal journal;
  final String name;
  final ReplicationConfig config;
  private final String prefix;
  private EnvelopeConfig envelope;

  SnapshotRig() {
    this(TestPostgres.shared(), TestPostgres.USER);
  }

  SnapshotRig(TestPostgres postgres) {
    this(postgres, TestPostgres.USER);
  }

  /** With a role of its own. */
  SnapshotRig(TestPostgres postgres, String user) {
    this(postgres, user, "snapshots_" + DATABASES.incrementAndGet(), "s", new MemoryJournal());
    postgres.createDatabase(name);
  }

  private SnapshotRig(
      TestPostgres postgres, String user, String name, String prefix, MemoryJournal journal) {
    this.postgres = postgres;
    this.name = name;
    this.prefix = prefix;
    this.journal = journal;
    envelope = EnvelopeConfig.debeziumJson(prefix);
    config =
        ReplicationConfig.builder()
            .url(postgres.jdbcUrl(name).replaceFirst("user=.*", "user=" + user))
            .messages(true)
            .slot(name)
            .publication("p")
            .pollTimeout(Duration.ofMillis(50))
            .build();
  }

  /** Has publishers write other envelopes from now on, under the same prefix. */
  void write(EnvelopeConfig other) {
    envelope = other;
  }

  /** On another server, where everything has the same name but for the topics; the journal too. */
  SnapshotRig twin(TestPostgres other) {
    other.createDatabase(name);
    return new SnapshotRig(other, TestPostgres.USER, name, "twin", journal);
  }

  /** Another process with the same configuration, and a sink of its own. */
  SnapshotRig standby() {
    return new SnapshotRig(postgres, TestPostgres.USER, name, prefix, journal);
  }

  void execute(String... statements) {
    postgres.execute(name, statements);
  }

  /** Writes into the table {@code sig}, as a user of Debezium does. */
  void signal(String id, String type, String data) {
    execute("INSERT INTO sig VALUES ('%s', '%s', '%s')".formatted(id, type, data));
  }

  /** Asks by such a signal for the tables that a regular expression matches. */
  void executeSnapshot(String tables) {
    signal("execute", "execute-snapshot", "{\"data-collections\": [\"" + tables + "\"]}");
  }

  SnapshotPhase recorded(SnapshotConfig snapshot) {
    return InitialSnapshot.with(snapshot, () -> journal);
  }

  /** Runs a publisher until everything is confirmed that the server has now. */
  void runUntilCurrent(SnapshotPhase snapshot) {
    Lsn target = Lsn.parse(query("SELECT pg_current_wal_insert_lsn()"));
    try (Publisher publisher =
        builder(snapshot)
            .stopWhen(
                status ->
                    status.stream().map(s -> s.confirmed().compareTo(target) >= 0).orElse(false))
            .build()) {
      assertThat(CompletableFuture.runAsync(publisher::run)).succeedsWithin(TIMEOUT);
    }
  }

  /** Runs a publisher that ends by itself. */
  void runToItsEnd(SnapshotPhase snapshot) {
    try (Publisher publisher = builder(snapshot).build()) {
      assertThat(CompletableFuture.runAsync(publisher::run)).succeedsWithin(TIMEOUT);
    }
  }

  /** Runs a publisher that fails by itself. */
  Throwable runUntilFailure(SnapshotPhase snapshot) {
    try (Publisher publisher = builder(snapshot).build()) {
      CompletableFuture<Void> running = CompletableFuture.runAsync(publisher::run);
      AtomicReference<Throwable> cause = new AtomicReference<>();
      assertThat(running)
          .failsWithin(TIMEOUT)
          .withThrowableThat()
          .satisfies(e -> cause.set(e.getCause()));
      return cause.get();
    }
  }

  /** A publisher that runs until it is told to finish. */
  final class Running implements AutoCloseable {
    private final AtomicReference<Lsn> target = new AtomicReference<>();
    private final Publisher publisher;
    private final CompletableFuture<Void> running;

    private Running(SnapshotPhase snapshot) {
      publisher = builder(snapshot).stopWhen(this::isCurrent).build();
      running = CompletableFuture.runAsync(publisher::run);
    }

    private boolean isCurrent(PublisherStatus status) {
      Lsn end = target.get();
      return end != null
          && status.stream().map(s -> s.confirmed().compareTo(end) >= 0).orElse(false);
    }

    /** Returns when it is so; fails when the publisher ends before. */
    void await(BooleanSupplier reached) {
      long deadline = System.nanoTime() + TIMEOUT.toNanos();
      while (!reached.getAsBoolean()) {
        assertThat(running).isNotCompleted();
        assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
        LockSupport.parkNanos(1_000_000);
      }
    }

    /** Returns when no incremental snapshot is asked for any more, as the journal has it. */
    void awaitIncremental() {
      await(() -> incremental().contains("\"requests\":[]"));
    }

    /** Publishes all that the server has now, and ends. */
    void finish() {
      target.set(Lsn.parse(query("SELECT pg_current_wal_insert_lsn()")));
      assertThat(running).succeedsWithin(TIMEOUT);
    }

    @Override
    public void close() {
      publisher.stop();
    }
  }

  /** Runs a publisher beside the test. */
  Running start(SnapshotPhase snapshot) {
    return new Running(snapshot);
  }

  /** The journal's entry about incremental snapshots. */
  String incremental() {
    return journal.entry(prefix + "/" + name + "/incremental", "incremental");
  }

  private PublisherBuilder builder(SnapshotPhase snapshot) {
    return Publisher.builder(config).sink(sink.open()).envelope(envelope).snapshot(snapshot);
  }

  boolean slotExists() {
    return new SlotControl(config).find().isPresent();
  }

  String query(String sql) {
    try (Connection connection = postgres.connect(name);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The rows of a table as a consumer of its topic should have them. */
  Map<String, JsonNode> table(String table) {
    Map<String, JsonNode> rows = new TreeMap<>();
    try (Connection connection = postgres.connect(name);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT id, to_jsonb(t)::text FROM " + table + " t")) {
      while (row.next()) {
        rows.put(
            "s.public." + table + "{\"id\":" + row.getString(1) + "}",
            JSON.readTree(row.getString(2)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(table, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  /** The server has few slots for all tests. */
  @Override
  public void close() {
    if (slotExists()) {
      new SlotControl(config).drop();
    }
  }
}
