package io.tidemark.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.envelope.DebeziumProperties;
import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.publisher.snapshot.InitialSnapshot;
import io.tidemark.publisher.snapshot.SnapshotConfig;
import io.tidemark.publisher.snapshot.SnapshotMode;
import io.tidemark.replication.PublishedTable;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.testing.TestDatabase;
import io.tidemark.testing.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublicationSetupTest {
  private static final EnvelopeConfig ORDERS =
      DebeziumProperties.envelope(
          Map.of("topic.prefix", "shop", "table.include.list", "public\\.order.*"));

  private final TestDatabase database = TestDatabase.create("setup");

  @BeforeEach
  void createTables() {
    database.execute(
        "CREATE TABLE orders (id int PRIMARY KEY)",
        "CREATE TABLE order_lines (id int PRIMARY KEY)",
        "CREATE TABLE users (id int PRIMARY KEY)");
  }

  @Test
  void createsPublicationThenSlotAndThenPublishes() throws Exception {
    HeldSink sink = new HeldSink();
    sink.flushed.countDown();
    try (Publisher publisher =
        Publisher.builder(config(TestPostgres.USER))
            .createPublications(PublicationAutocreate.ALL_TABLES)
            .snapshot(InitialSnapshot.unrecorded(SnapshotConfig.of(SnapshotMode.NO_DATA)))
            .onState(this::insertOnceStreaming)
            .sink(sink)
            .build()) {
      CompletableFuture<Void> running = CompletableFuture.runAsync(publisher::run);
      HeldSink.Sent first = sink.next();
      assertThat(first.key()).isEqualTo("{\"id\":1}");
      first.listener().onDelivered();
      publisher.stop();
      running.get(20, TimeUnit.SECONDS);
    }
    assertThat(database.publication().orElseThrow().allTables()).isTrue();
    assertThat(sink.expected).hasSize(3).allMatch(topic -> topic.contains(".public."));
    database.dropSlot();
  }

  private void insertOnceStreaming(PublisherState state) {
    if (state instanceof PublisherState.Streaming) {
      database.execute("INSERT INTO orders VALUES (1)");
    }
  }

  @Test
  void publicationWithoutTablesIsCreatedOnce() throws SQLException {
    setup(PublicationAutocreate.NO_TABLES).run(config(TestPostgres.USER), ORDERS);
    assertThat(database.publication().orElseThrow().tables()).isEmpty();
    database.execute("ALTER PUBLICATION p SET TABLE users");
    setup(PublicationAutocreate.NO_TABLES).run(config(TestPostgres.USER), ORDERS);
    assertThat(tables()).containsExactly("users");
  }

  @Test
  void filteredPublicationFollowsTheIncludeList() throws SQLException {
    PublicationSetup setup = setup(PublicationAutocreate.FILTERED);
    setup.run(config(TestPostgres.USER), ORDERS);
    assertThat(tables()).containsExactly("order_lines", "orders");
    database.execute("CREATE TABLE order_notes (id int PRIMARY KEY)");
    setup.run(config(TestPostgres.USER), ORDERS);
    assertThat(tables()).containsExactly("order_lines", "order_notes", "orders");
  }

  @Test
  void filteredPublicationThatIsForAllTablesIsRefused() {
    database.execute("CREATE PUBLICATION p FOR ALL TABLES");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () -> setup(PublicationAutocreate.FILTERED).run(config(TestPostgres.USER), ORDERS))
        .withMessage(
            "publication.autocreate.mode=filtered: publication p is for all tables and cannot be changed;"
                + " drop it, or set the mode to all_tables");
  }

  @Test
  void roleThatMayNotIsToldWhoMay() throws SQLException {
    database.execute("CREATE ROLE " + database.name() + "_reader LOGIN REPLICATION");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () ->
                setup(PublicationAutocreate.ALL_TABLES)
                    .run(config(database.name() + "_reader"), ORDERS))
        .withMessageStartingWith(
            "publication.autocreate.mode=all_tables: publication p cannot be created or changed, SQLSTATE 42501: ")
        .withMessageEndingWith(
            "Do it as their owner or as a superuser, and set the mode to disabled");
  }

  @Test
  void tablesWithOneTopicByAccidentAreRefusedAtTheStart() {
    database.execute(
        "CREATE TABLE \"order lines\" (id int PRIMARY KEY)", "CREATE PUBLICATION p FOR ALL TABLES");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () ->
                setup(PublicationAutocreate.DISABLED)
                    .run(config(TestPostgres.USER), EnvelopeConfig.debeziumJson("shop")))
        .withMessageStartingWith(
            "tables public.order lines and public.order_lines both have the topic shop.public.order_lines;");
  }

  private PublicationSetup setup(PublicationAutocreate mode) {
    return new PublicationSetup(mode);
  }

  private ReplicationConfig config(String user) {
    return database.replication().user(user).build();
  }

  private List<String> tables() throws SQLException {
    return database.publication().orElseThrow().tables().stream()
        .map(PublishedTable::name)
        .toList();
  }
}
