package io.tidemark.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.PublisherState.Failed;
import io.tidemark.publisher.PublisherState.Retrying;
import io.tidemark.publisher.PublisherState.Starting;
import io.tidemark.publisher.PublisherState.Stopped;
import io.tidemark.publisher.PublisherState.Streaming;
import io.tidemark.replication.CatalogException;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationException;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.replication.RetryPolicy;
import io.tidemark.replication.SlotException;
import io.tidemark.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pipe on a real PostgreSQL, with a sink that a test can hold back. */
class PublisherTest {
  private final List<PublisherState> states = new CopyOnWriteArrayList<>();
  private final HeldSink sink = new HeldSink();
  private final TestDatabase database = TestDatabase.create("publisher");

  @BeforeEach
  void createSlot() {
    database.execute(
        "CREATE TABLE t (id int PRIMARY KEY, note text)", "CREATE PUBLICATION p FOR TABLE t");
    database.createSlot();
  }

  @Test
  void confirmsOnlyWhatTheSinkAcknowledged() throws Exception {
    Lsn before = confirmed();
    CompletableFuture<Void> running;
    try (Publisher publisher = publisher()) {
      running = start(publisher);
      database.execute("INSERT INTO t VALUES (1, 'a')");
      HeldSink.Sent first = sink.next();
      assertThat(first.key()).isEqualTo("{\"id\":1}");
      database.execute("INSERT INTO t VALUES (2, 'b')");
      HeldSink.Sent second = sink.next();

      second.listener().onDelivered();
      assertThat(publisher.status().unackedTransactions()).isEqualTo(2);
      assertThat(confirmed()).as("the first is not safe").isEqualTo(before);

      first.listener().onDelivered();
      sink.flushed.countDown();
      assertThat(publisher.status().unackedTransactions()).isZero();
    }
    assertThat(running).succeedsWithin(Duration.ofSeconds(5));
    assertThat(confirmed()).isGreaterThan(before);
    assertThat(states).containsExactly(new Starting(), new Streaming(), new Stopped());
  }

  @Test
  void sendsAgainWhatWasNotConfirmed() throws Exception {
    try (Publisher publisher = publisher()) {
      CompletableFuture<Void> running = start(publisher);
      database.execute("INSERT INTO t VALUES (1, 'a')");
      sink.next().listener().onFailed(new IllegalStateException("disk full"));
      assertThat(running).failsWithin(Duration.ofSeconds(5));
    }
    assertThat(sink.closed).isTrue();
    assertThat(states.get(2))
        .isInstanceOfSatisfying(
            Failed.class,
            failed ->
                assertThat(failed.cause())
                    .isInstanceOf(SinkException.class)
                    .hasMessage("the sink will never deliver an event: disk full"));

    CompletableFuture<Void> restarted;
    try (Publisher publisher = publisher()) {
      restarted = start(publisher);
      HeldSink.Sent again = sink.next();
      assertThat(again.key()).isEqualTo("{\"id\":1}");
      again.listener().onDelivered();
      sink.flushed.countDown();
    }
    assertThat(restarted).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void failedSinkIsReplacedAndTheSlotReadAgain() throws Exception {
    HeldSink second = new HeldSink();
    Iterator<EventSink> sinks = List.<EventSink>of(sink, second).iterator();
    CompletableFuture<Void> running;
    try (Publisher publisher = renewing(sinks::next)) {
      running = start(publisher);
      database.execute("INSERT INTO t VALUES (1, 'a')");
      sink.next().listener().onFailed(new IllegalStateException("disk full"));
      HeldSink.Sent again = second.next();
      assertThat(again.key()).isEqualTo("{\"id\":1}");
      again.listener().onDelivered();
      second.flushed.countDown();
    }
    assertThat(running).succeedsWithin(Duration.ofSeconds(5));
    assertThat(sink.closed).isTrue();
    assertThat(states)
        .extracting(PublisherState::getClass)
        .containsExactly(
            Starting.class,
            Streaming.class,
            Retrying.class,
            Starting.class,
            Streaming.class,
            Stopped.class);
  }

  @Test
  void recordThatTheSinkCanNeverTakeIsNotTriedAgain() throws Exception {
    HeldSink second = new HeldSink();
    Iterator<EventSink> sinks = List.<EventSink>of(sink, second).iterator();
    SinkException tooLarge =
        SinkException.permanent("record of key 1 is too large", new IllegalStateException());
    try (Publisher publisher = renewing(sinks::next)) {
      CompletableFuture<Void> running = start(publisher);
      database.execute("INSERT INTO t VALUES (1, 'a')");
      sink.next().listener().onFailed(tooLarge);
      assertThat(running)
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableOfType(ExecutionException.class)
          .withCause(tooLarge);
    }
    assertThat(sink.closed).isTrue();
    assertThat(second.sent).isEmpty();
    assertThat(states).last().isEqualTo(new Failed(tooLarge));
  }

  @Test
  void slotThatWasMadeAnewBetweenTwoAttemptsEndsTheRun() throws Exception {
    HeldSink second = new HeldSink();
    Iterator<EventSink> sinks = List.<EventSink>of(sink, second).iterator();
    Supplier<EventSink> remaking =
        () -> {
          EventSink next = sinks.next();
          if (next == second) {
            remakeSlot();
          }
          return next;
        };
    try (Publisher publisher = renewing(remaking)) {
      CompletableFuture<Void> running = start(publisher);
      database.execute("INSERT INTO t VALUES (1, 'a')");
      sink.next().listener().onFailed(new IllegalStateException("disk full"));
      assertThat(running)
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .isInstanceOfSatisfying(
              SlotException.class, e -> assertThat(e.kind()).isEqualTo(SlotException.Kind.MOVED));
    }
    assertThat(second.sent).isEmpty();
  }

  private void remakeSlot() {
    database.execute(
        "DO $$ BEGIN WHILE (SELECT active FROM pg_replication_slots WHERE slot_name = '%s') LOOP"
                .formatted(database.name())
            + " PERFORM pg_sleep(0.01); END LOOP; END $$",
        "SELECT pg_drop_replication_slot('" + database.name() + "')",
        "INSERT INTO t VALUES (2, 'lost')");
    database.createSlot();
  }

  @Test
  void sinkThatCannotBeReachedAtTheStartIsFinal() {
    Publisher publisher =
        renewing(
            () -> {
              throw new SinkException("no broker", new IllegalStateException());
            });
    assertThatExceptionOfType(SinkException.class)
        .isThrownBy(publisher::run)
        .withMessage("no broker");
    assertThat(states).hasSize(2).last().isInstanceOf(Failed.class);
  }

  @Test
  void endsByItselfBetweenTransactions() throws Exception {
    sink.flushed.countDown();
    CompletableFuture<Void> running;
    try (Publisher publisher =
        Publisher.builder(database.replication().build())
            .sink(sink)
            .stopWhen(status -> status.events() >= 2)
            .build()) {
      running = start(publisher);
      database.execute("INSERT INTO t SELECT g, 'x' FROM generate_series(1, 5000) g");
      assertThat(running).succeedsWithin(Duration.ofSeconds(20));
    }
    assertThat(sink.sent).as("the whole transaction").hasSize(5000);
  }

  @Test
  void endsByItselfWhenAnAcknowledgementIsAllThatWasMissing() throws Exception {
    sink.flushed.countDown();
    CompletableFuture<Void> running;
    try (Publisher publisher =
        Publisher.builder(patient())
            .sink(sink)
            .stopWhen(status -> status.events() == 1 && status.unackedTransactions() == 0)
            .build()) {
      running = start(publisher);
      database.execute("INSERT INTO t VALUES (1, 'a')");
      sink.next().listener().onDelivered();
      assertThat(running).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  @Test
  void stopDoesNotWaitForTheNextMessage() throws Exception {
    sink.flushed.countDown();
    Publisher publisher = Publisher.builder(patient()).sink(sink).build();
    CompletableFuture<Void> running = start(publisher);
    database.execute("INSERT INTO t VALUES (1, 'a')");
    sink.next().listener().onDelivered();
    assertThat(publisher.stop()).isTrue();
    assertThat(running).succeedsWithin(Duration.ofSeconds(20));
  }

  /** A poll would wait for longer than any test here does. */
  private ReplicationConfig patient() {
    return database.replication().pollTimeout(Duration.ofMinutes(5)).build();
  }

  @Test
  void sinkIsOpenedWhilePostgresIsAsked() throws Exception {
    CountDownLatch created = new CountDownLatch(1);
    sink.flushed.countDown();
    Supplier<EventSink> waiting =
        () -> {
          awaitPublication();
          created.countDown();
          return sink;
        };
    try (Publisher publisher =
        Publisher.builder(database.replication().publication("of_all").build())
            .createPublications(PublicationAutocreate.ALL_TABLES)
            .sink(waiting)
            .build()) {
      CompletableFuture<Void> running = start(publisher);
      assertThat(created.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(running).isNotCompletedExceptionally();
    }
  }

  private void awaitPublication() {
    database.execute(
        "DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'of_all') LOOP"
            + " PERFORM pg_sleep(0.01); END LOOP; END $$");
  }

  @Test
  void sinkThatIsOpenTooLateIsClosed() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    Publisher publisher =
        renewing(
            database.replication().slot("nowhere").user("nobody_here").build(),
            () -> {
              awaitUninterrupted(failed);
              return sink;
            });
    assertThatExceptionOfType(ReplicationException.class).isThrownBy(publisher::run);
    failed.countDown();
    assertThat(sink.flushed.await(20, TimeUnit.SECONDS)).as("closed").isTrue();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void stopWaitsUntilWhatWasSentIsSafe() throws Exception {
    Publisher publisher = publisher();
    CompletableFuture<Void> running = start(publisher);
    database.execute("INSERT INTO t VALUES (1, 'a')");
    HeldSink.Sent sent = sink.next();

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(publisher::stop);
    sink.flushing.await();
    assertThat(stopped).isNotDone();
    sent.listener().onDelivered();
    sink.flushed.countDown();

    assertThat(stopped).succeedsWithin(Duration.ofSeconds(5));
    assertThat(running).succeedsWithin(Duration.ofSeconds(1));
    assertThat(slot().isActive()).isFalse();
  }

  @Test
  void stopGivesUpSinkThatDoesNotAcknowledge() throws Exception {
    Publisher publisher = publisher(Duration.ofMillis(100));
    CompletableFuture<Void> running = start(publisher);
    database.execute("INSERT INTO t VALUES (1, 'a')");
    sink.next();

    publisher.stop();
    assertThat(running).succeedsWithin(Duration.ofSeconds(5));
    assertThat(sink.closed).isTrue();
    assertThat(slot().isActive()).isFalse();
  }

  @Test
  void missingSlotEndsTheRunAndClosesTheSink() {
    Publisher publisher =
        Publisher.builder(database.replication().slot("nowhere").build())
            .sink(sink)
            .onState(states::add)
            .build();
    assertThatExceptionOfType(SlotException.class)
        .isThrownBy(publisher::run)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SlotException.Kind.MISSING));
    assertThat(sink.closed).isTrue();
    assertThat(states).hasSize(2).last().isInstanceOf(Failed.class);
  }

  @Test
  void secondPublisherOfASlotTakesOverWhenTheFirstHasGone() throws Exception {
    HeldSink other = HeldSink.delivering();
    CompletableFuture<Retrying> refused = new CompletableFuture<>();
    Publisher standby = patient(database.replication().build(), other, refused);
    CompletableFuture<Void> running;
    CompletableFuture<Void> waiting;
    try (standby) {
      sink.flushed.countDown();
      try (Publisher first = publisher()) {
        running = start(first);
        database.execute("INSERT INTO t VALUES (1, 'a')");
        sink.next().listener().onDelivered();
        waiting = start(standby);
        assertThat(refused)
            .succeedsWithin(Duration.ofSeconds(10))
            .satisfies(retrying -> assertThat(retrying.cause()).isInstanceOf(SlotException.class));
      }
      assertThat(running).succeedsWithin(Duration.ofSeconds(10));
      database.execute("INSERT INTO t VALUES (2, 'b')");
      assertThat(other.next().key()).isEqualTo("{\"id\":2}");
    }
    assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void catalogThatDoesNotAnswerIsAskedAgain() throws Exception {
    String role = database.name() + "_limited";
    database.execute("CREATE ROLE " + role + " LOGIN REPLICATION");
    HeldSink delivering = HeldSink.delivering();
    CompletableFuture<Retrying> failed = new CompletableFuture<>();
    CompletableFuture<Void> running;
    try (Publisher publisher =
        patient(database.replication().user(role).build(), delivering, failed)) {
      running = start(publisher);
      database.execute("INSERT INTO t VALUES (1, 'a')");
      assertThat(delivering.next().key()).isEqualTo("{\"id\":1}");
      database.execute(
          "ALTER ROLE " + role + " CONNECTION LIMIT 0",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '"
              + role
              + "' AND backend_type = 'client backend'",
          "ALTER TABLE t ADD COLUMN more int",
          "INSERT INTO t VALUES (2, 'b', 3)");
      assertThat(failed)
          .succeedsWithin(Duration.ofSeconds(10))
          .satisfies(retrying -> assertThat(retrying.cause()).isInstanceOf(CatalogException.class));
      database.execute("ALTER ROLE " + role + " CONNECTION LIMIT -1");
      String value = "";
      while (!value.contains("\"more\":3")) { // what came before may come again
        value = delivering.next().value();
      }
    }
    assertThat(running).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void runsOnce() {
    Publisher publisher = publisher();
    sink.flushed.countDown();
    publisher.stop();
    publisher.run();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(publisher::run)
        .withMessage("a publisher runs once; build another one");
  }

  @Test
  void needsSink() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Publisher.builder(database.replication().build()).build())
        .withMessageContaining("no sink");
  }

  private Publisher publisher() {
    return publisher(Duration.ofSeconds(10));
  }

  private Publisher publisher(Duration stopTimeout) {
    return Publisher.builder(database.replication().build())
        .sink(sink)
        .envelope(EnvelopeConfig.debeziumJson("shop"))
        .stopTimeout(stopTimeout)
        .onState(states::add)
        .build();
  }

  private Publisher renewing(Supplier<EventSink> sinks) {
    return renewing(database.replication().build(), sinks);
  }

  private Publisher renewing(ReplicationConfig replication, Supplier<EventSink> sinks) {
    return Publisher.builder(replication)
        .sink(sinks)
        .retry(new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(1), 0))
        .onState(states::add)
        .build();
  }

  /**
   * Tries again soon and without end.
   *
   * @param retrying completed when it does so first
   */
  private static Publisher patient(
      ReplicationConfig replication, EventSink sink, CompletableFuture<Retrying> retrying) {
    return Publisher.builder(replication)
        .sink(() -> sink)
        .retry(new RetryPolicy(1000, Duration.ofMillis(20), Duration.ofMillis(20), 0))
        .onState(
            state -> {
              if (state instanceof Retrying first) {
                retrying.complete(first);
              }
            })
        .build();
  }

  private static CompletableFuture<Void> start(Publisher publisher) {
    return CompletableFuture.runAsync(publisher::run);
  }

  private Lsn confirmed() throws SQLException {
    return slot().confirmedFlushLsn();
  }

  private ReplicationSlot slot() throws SQLException {
    return database.slot().orElseThrow();
  }
}
