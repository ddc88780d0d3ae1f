package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicationTest {
  private static final String HOSTILE = "we\"ird, 'pub\\";

  private SourceDatabase source;
  private Connection connection;

  @BeforeEach
  void createSource() throws SQLException {
    source = SourceDatabase.create(TestPostgres.shared(), "publications");
    connection = TestPostgres.shared().connect(source.name());
  }

  @AfterEach
  void dropSource() throws SQLException {
    connection.close();
    source.close();
  }

  @Test
  void thatIsMissingIsNotFound() throws SQLException {
    assertThat(Publication.find(connection, "no_such_publication")).isEmpty();
  }

  @Test
  void forPartsOfTables() throws SQLException {
    source.execute(
        "CREATE TABLE wide (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a) STORED)");
    Publication created =
        Publication.create(
            connection,
            PublicationOptions.forTables(
                    "parts",
                    PublishedTable.of("public", "item").where("id > 10"),
                    PublishedTable.of("public", "wide").columns("id", "b"))
                .publish(EnumSet.of(PublishedOperation.DELETE, PublishedOperation.INSERT))
                .viaRoot());

    assertThat(created)
        .isEqualTo(
            new Publication(
                "parts",
                false,
                EnumSet.of(PublishedOperation.INSERT, PublishedOperation.DELETE),
                true,
                false,
                List.of(
                    PublishedTable.of("public", "item").columns("id", "name").where("(id > 10)"),
                    PublishedTable.of("public", "wide").columns("id", "b"))));
  }

  @Test
  void forSchemasWithGeneratedColumns() throws SQLException {
    source.execute(
        "CREATE SCHEMA \"my \"\"schema\"", "CREATE TABLE \"my \"\"schema\".\"t'1\" (id int)");
    Publication created =
        Publication.create(
            connection,
            PublicationOptions.forSchemas("schemas", "my \"schema").withStoredGeneratedColumns());

    assertThat(created.storedGeneratedColumns()).isTrue();
    assertThat(created.tables())
        .containsExactly(PublishedTable.of("my \"schema", "t'1").columns("id"));
  }

  @Test
  void forAllTables() throws SQLException {
    Publication created =
        Publication.create(connection, PublicationOptions.forAllTables("everything"));

    assertThat(created.allTables()).isTrue();
    assertThat(created.operations()).containsExactlyInAnyOrder(PublishedOperation.values());
    assertThat(created.tables())
        .extracting(PublishedTable::name)
        .containsExactly("item", "unpublished");
  }

  @Test
  void startsEmptyAndTakesTablesLater() throws SQLException {
    source.execute(
        "CREATE TABLE parent (id int) PARTITION BY LIST (id)",
        "CREATE TABLE part PARTITION OF parent FOR VALUES IN (1)",
        "CREATE UNLOGGED TABLE unlogged (id int)",
        "CREATE VIEW seen AS SELECT 1");
    assertThat(Publication.createEmpty(connection, HOSTILE).tables()).isEmpty();

    List<PublishedTable> all = Publication.publishableTables(connection);
    assertThat(all)
        .extracting(PublishedTable::name)
        .containsExactly("item", "parent", "unpublished");
    Publication.setTables(connection, HOSTILE, List.of(all.get(0), all.get(2)));
    assertThat(Publication.find(connection, HOSTILE).orElseThrow().tables())
        .extracting(PublishedTable::name)
        .containsExactly("item", "unpublished");
  }

  @Test
  void ofAHostileNameIsStreamedBesideAnother() throws SQLException {
    Publication.create(
        connection,
        PublicationOptions.forTables(HOSTILE, PublishedTable.of("public", "unpublished")));
    assertThat(Publication.find(connection, HOSTILE)).isPresent();
    try (ReplicationStream stream =
        ReplicationStream.open(source.config().publication(HOSTILE).build())) {
      source.execute("INSERT INTO unpublished VALUES (1, 'x')", "INSERT INTO item VALUES (1, 'x')");
      assertThat(SourceDatabase.readTransaction(stream)).hasSize(4);
      assertThat(SourceDatabase.readTransaction(stream)).hasSize(4);
    }
  }

  @Test
  void thatExistsIsNotCreatedAgain() {
    assertThatThrownBy(
            () ->
                Publication.create(
                    connection, PublicationOptions.forAllTables(SourceDatabase.PUBLICATION)))
        .isInstanceOf(SQLException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("42710");
  }

  @Test
  void ofNothingIsRefused() {
    assertThatThrownBy(() -> PublicationOptions.forTables("empty"))
        .hasMessageContaining("expected either all tables or a list");
    assertThatThrownBy(
            () ->
                PublicationOptions.forAllTables("mute")
                    .publish(EnumSet.noneOf(PublishedOperation.class)))
        .hasMessageContaining("found no operation");
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 17})
  @Tag("slow")
  void whatTheServerIsTooOldForIsNamed(int major) throws SQLException {
    try (TestPostgres old = TestPostgres.start(major);
        Connection postgres = old.connect("postgres")) {
      old.execute("postgres", "CREATE TABLE item (id int PRIMARY KEY, name text)");
      PublishedTable item = PublishedTable.of("public", "item");

      assertThat(Publication.create(postgres, PublicationOptions.forTables("whole", item)).tables())
          .extracting(PublishedTable::name)
          .containsExactly("item");
      createOrNeed(15, major, postgres, PublicationOptions.forTables("some", item.where("id > 0")));
      createOrNeed(15, major, postgres, PublicationOptions.forSchemas("schema", "public"));
      createOrNeed(
          18,
          major,
          postgres,
          PublicationOptions.forAllTables("generated").withStoredGeneratedColumns());
    }
  }

  private static void createOrNeed(
      int least, int major, Connection connection, PublicationOptions options) throws SQLException {
    if (major >= least) {
      assertThat(Publication.create(connection, options).name()).isEqualTo(options.name());
    } else {
      assertThatThrownBy(() -> Publication.create(connection, options))
          .isInstanceOf(PrerequisiteException.class)
          .hasMessageContaining("needs PostgreSQL " + least);
    }
  }
}
