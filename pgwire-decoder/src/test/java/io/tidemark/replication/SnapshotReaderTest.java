package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.pgoutput.CopyFormat;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.PgOutputMessage;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.Row;
import io.tidemark.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SnapshotReaderTest {
  private SourceDatabase source;

  @BeforeEach
  void createSource() {
    source = SourceDatabase.create(TestPostgres.shared(), "snapshot_reader");
  }

  @AfterEach
  void dropSource() {
    source.close();
  }

  private SnapshotReader open() {
    return SnapshotReader.open(source.config().build());
  }

  private static List<Row> rows(SnapshotReader reader, SnapshotTable table, CopyFormat format) {
    List<Row> rows = new ArrayList<>();
    for (SnapshotTable.Heap heap : table.heaps()) {
      reader.copy(table.relation(), table.query(heap, ""), format, (r, last) -> rows.add(r.copy()));
    }
    return rows;
  }

  private static SnapshotTable table(SnapshotReader reader, String publication) {
    List<SnapshotTable> tables = reader.tables(List.of(publication));
    assertThat(tables).hasSize(1);
    return tables.get(0);
  }

  /** Every byte that COPY escapes, and what looks like an escape and is none. */
  private static final String[] HOSTILE = {
    "", "\\N", "\\", "a\tb", "\n", "\r\n", "\b\f\u000b", "\\n", "\\.", "é𝄞\\t", "end\\"
  };

  @ParameterizedTest
  @EnumSource(CopyFormat.class)
  void givesBackEveryTextAndNull(CopyFormat format) {
    for (int i = 0; i < HOSTILE.length; i++) {
      source.execute("INSERT INTO item VALUES (%d, %s)".formatted(i, Sql.literal(HOSTILE[i])));
    }
    source.execute("INSERT INTO item VALUES (100, NULL)");
    try (SnapshotReader reader = open()) {
      reader.begin();
      List<Row> rows = rows(reader, table(reader, SourceDatabase.PUBLICATION), format);

      assertThat(rows)
          .extracting(row -> row.getString(1))
          .startsWith(HOSTILE)
          .hasSize(HOSTILE.length + 1)
          .endsWith((String) null);
      assertThat(rows).extracting(row -> row.getInt(0)).startsWith(0, 1, 2).endsWith(100);
    }
  }

  @ParameterizedTest
  @EnumSource(CopyFormat.class)
  void countsNoRowsInAnEmptyTable(CopyFormat format) {
    try (SnapshotReader reader = open()) {
      SnapshotTable table = table(reader, SourceDatabase.PUBLICATION);
      long rows =
          reader.copy(
              table.relation(),
              table.query(table.heaps().get(0), ""),
              format,
              (row, last) -> assertThat(row).as("a row of an empty table").isNull());

      assertThat(rows).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(CopyFormat.class)
  void tellsTheLastRowOfACopy(CopyFormat format) {
    source.execute("INSERT INTO item SELECT i, 'x' FROM generate_series(1, 3) i");
    try (SnapshotReader reader = open()) {
      SnapshotTable table = table(reader, SourceDatabase.PUBLICATION);
      List<Boolean> lasts = new ArrayList<>();
      reader.copy(
          table.relation(),
          table.query(table.heaps().get(0), "id <= 2"),
          format,
          (row, last) -> lasts.add(last));

      assertThat(lasts).containsExactly(false, true);
    }
  }

  @Test
  void describesTablesAndRowsAsTheStreamDoes() {
    source.execute(
        "CREATE TYPE mood AS ENUM ('fine')",
        "CREATE TABLE shapes (a numeric(9,2), gone int, g int GENERATED ALWAYS AS (1) STORED,"
            + " \"B c\" mood, ts timestamptz, f float8, bytes bytea, i interval, PRIMARY KEY (a))",
        "ALTER TABLE shapes DROP COLUMN gone",
        "ALTER PUBLICATION items SET TABLE shapes",
        "INSERT INTO shapes VALUES (1.5, default, 'fine', '2024-01-01 12:00+02', 0.1, '\\x00ff',"
            + " '1 mon -2 days')");
    try (SnapshotReader reader = open();
        ReplicationStream stream = source.open()) {
      SnapshotTable table = table(reader, SourceDatabase.PUBLICATION);
      PgOutputMessage.Insert insert = insert(stream);

      assertThat(table.relation()).isEqualTo(insert.relation());
      assertThat(rows(reader, table, CopyFormat.TEXT)).containsExactly(insert.row());
    }
  }

  private static PgOutputMessage.Insert insert(ReplicationStream stream) {
    for (WalMessage wal : stream) {
      if (wal.message() instanceof PgOutputMessage.Insert insert) {
        return insert;
      }
    }
    throw new AssertionError("the stream ended without the insert");
  }

  @Test
  void readsWhatThePublicationPublishes() {
    source.execute(
        "CREATE TABLE wide (id int PRIMARY KEY, secret text, total int)",
        "CREATE PUBLICATION parts FOR TABLE wide (id, total) WHERE (total > 1)",
        "INSERT INTO wide VALUES (1, 'x', 1), (2, 'y', 2)");
    try (SnapshotReader reader = open()) {
      SnapshotTable table = table(reader, "parts");

      assertThat(table.relation().columns())
          .extracting(Relation.Column::name)
          .containsExactly("id", "total");
      assertThat(rows(reader, table, CopyFormat.TEXT)).containsExactly(Row.ofText("2", "2"));
    }
  }

  @Test
  void readsPartitionsUnderTheNameThatIsPublished() {
    source.execute(
        "CREATE TABLE m (id int, v text) PARTITION BY RANGE (id)",
        "CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10)",
        "CREATE TABLE m2 (v text, id int)",
        "ALTER TABLE m ATTACH PARTITION m2 FOR VALUES FROM (10) TO (20)",
        "INSERT INTO m VALUES (1, 'a'), (11, 'b')",
        "CREATE PUBLICATION root FOR TABLE m WITH (publish_via_partition_root)",
        "CREATE PUBLICATION leaves FOR TABLE m");
    try (SnapshotReader reader = open()) {
      SnapshotTable root = table(reader, "root");
      assertThat(root.relation()).hasToString("public.m");
      assertThat(root.heaps()).hasToString("[public.m1, public.m2]");
      assertThat(rows(reader, root, CopyFormat.TEXT))
          .containsExactly(Row.ofText("1", "a"), Row.ofText("11", "b"));

      assertThat(reader.tables(List.of("leaves")))
          .extracting(table -> table.relation().name())
          .containsExactly("m1", "m2");
    }
  }

  @Test
  void seesWhatTheExportedSnapshotSees() {
    source.execute("INSERT INTO item VALUES (1, 'before')");
    try (SnapshotReader first = open();
        SnapshotReader second = open()) {
      first.begin();
      SnapshotPoint point = first.export();
      source.execute("INSERT INTO item VALUES (2, 'after')");
      second.begin(point.name());

      SnapshotTable table = table(second, SourceDatabase.PUBLICATION);
      assertThat(rows(second, table, CopyFormat.TEXT)).containsExactly(Row.ofText("1", "before"));
      assertThat(point.lsn())
          .isLessThanOrEqualTo(Lsn.parse(source.query("SELECT pg_current_wal_insert_lsn()")));
      assertThat(point.xmin()).isPositive().isLessThanOrEqualTo(point.xmax());
      second.end();
    }
  }

  @Test
  void waitsForTransactionsThatHaveWritten() throws Exception {
    try (SnapshotReader reader = open();
        Connection writer = TestPostgres.shared().connect(source.name());
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("INSERT INTO item VALUES (1, 'open')");
      AtomicInteger asked = new AtomicInteger();
      assertThat(reader.awaitWriters(() -> asked.incrementAndGet() == 5)).isFalse();

      AtomicInteger again = new AtomicInteger();
      boolean over =
          reader.awaitWriters(
              () -> {
                if (again.incrementAndGet() == 3) {
                  commit(writer);
                }
                return false;
              });
      assertThat(over).isTrue();
      assertThat(again).hasValueGreaterThanOrEqualTo(3);
    }
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void noticesThatATableHasANewFile() {
    try (SnapshotReader reader = open()) {
      reader.begin();
      SnapshotTable.Heap heap = table(reader, SourceDatabase.PUBLICATION).heaps().get(0);
      assertThat(reader.filenode(heap)).isEqualTo(heap.filenode());
      reader.end();
      reader.begin(); // a table that is being read cannot be rewritten
      reader.export();
      source.execute("TRUNCATE item");

      assertThat(reader.filenode(heap)).isNotEqualTo(heap.filenode());
      source.execute("DROP TABLE item");
      assertThat(reader.filenode(heap)).isZero();
    }
  }

  @Test
  void namesTheTableThatHasGone() {
    try (SnapshotReader reader = open()) {
      SnapshotTable table = table(reader, SourceDatabase.PUBLICATION);
      source.execute("DROP TABLE item");

      assertThatExceptionOfType(ServerException.class)
          .isThrownBy(() -> rows(reader, table, CopyFormat.TEXT))
          .withMessageContainingAll("cannot read public.item of ", "SQLSTATE 42P01")
          .satisfies(e -> assertThat(e.sqlState()).isEqualTo("42P01"));
    }
  }

  @Test
  void stopsReadingWhenTheHandlerFails() {
    source.execute("INSERT INTO item SELECT i, 'x' FROM generate_series(1, 1000) i");
    try (SnapshotReader reader = open()) {
      SnapshotTable table = table(reader, SourceDatabase.PUBLICATION);
      IllegalStateException failure = new IllegalStateException("enough");

      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(
              () ->
                  reader.copy(
                      table.relation(),
                      table.query(table.heaps().get(0), ""),
                      CopyFormat.TEXT,
                      (row, last) -> {
                        throw failure;
                      }))
          .isSameAs(failure);
      assertThatExceptionOfType(ReplicationException.class).isThrownBy(reader::begin);
    }
  }
}
