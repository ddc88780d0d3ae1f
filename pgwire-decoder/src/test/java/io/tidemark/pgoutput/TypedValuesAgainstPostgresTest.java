package io.tidemark.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every getter on what PostgreSQL itself writes: one row with a column for each value of {@link
 * TypedValues}, taken from the slot once in text and once in binary.
 */
@Tag("slow")
class TypedValuesAgainstPostgresTest {
  private static final String DATABASE = "typed_values";
  private static final String SLOT = "typed_values";

  private static Row text;
  private static Row binary;
  private static Row elsewhere;

  @BeforeAll
  static void insertOneRow() throws SQLException {
    TestPostgres postgres = TestPostgres.shared();
    postgres.createDatabase(DATABASE);
    List<TypedValues.Case> cases = TypedValues.all();
    String columns =
        IntStream.range(0, cases.size())
            .mapToObj(i -> "c" + i + " " + cases.get(i).type())
            .collect(Collectors.joining(", "));
    String values =
        cases.stream()
            .map(value -> "'" + value.literal().replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(DATABASE));
        Statement statement = connection.createStatement()) {
      statement.execute("SET standard_conforming_strings = on");
      statement.execute("CREATE TYPE mood AS ENUM ('sad', 'glücklich')");
      statement.execute("CREATE DOMAIN quantity AS int4 CHECK (VALUE > 0)");
      statement.execute("CREATE TABLE t (" + columns + ")");
      statement.execute("CREATE PUBLICATION p FOR TABLE t");
      statement.execute("SELECT pg_create_logical_replication_slot('" + SLOT + "', 'pgoutput')");
      statement.execute("INSERT INTO t VALUES (" + values + ")");
      text = peek(statement, "false");
      binary = peek(statement, "true");
      statement.execute("SET TimeZone = 'America/St_Johns'");
      statement.execute("SET bytea_output = 'escape'");
      elsewhere = peek(statement, "false");
      statement.execute("SELECT pg_drop_replication_slot('" + SLOT + "')");
    }
  }

  private static Row peek(Statement statement, String binary) throws SQLException {
    TestDecoder decoder = new TestDecoder(1);
    Row row = null;
    try (ResultSet changes =
        statement.executeQuery(
            "SELECT data FROM pg_logical_slot_peek_binary_changes('"
                + SLOT
                + "', NULL, NULL,"
                + " 'proto_version', '1', 'publication_names', 'p', 'binary', '"
                + binary
                + "')")) {
      while (changes.next()) {
        if (decoder.decode(changes.getBytes(1)) instanceof PgOutputMessage.Insert insert) {
          row = insert.row();
        }
      }
    }
    return row;
  }

  static List<TypedValues.Case> cases() {
    return TypedValues.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsTheSameFromTextAndFromBinary(TypedValues.Case value) {
    int column = TypedValues.all().indexOf(value);
    assertThat(text.kind(column)).isEqualTo(ValueKind.TEXT);
    assertThat(binary.kind(column)).isEqualTo(ValueKind.BINARY);
    assertThat(value.reader().read(text, column)).as("text").isEqualTo(value.expected());
    assertThat(value.reader().read(binary, column)).as("binary").isEqualTo(value.expected());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsTheSameInAnotherTimeZoneAndBytesAsEscapes(TypedValues.Case value) {
    int column = TypedValues.all().indexOf(value);
    assertThat(value.reader().read(elsewhere, column)).isEqualTo(value.expected());
  }
}
