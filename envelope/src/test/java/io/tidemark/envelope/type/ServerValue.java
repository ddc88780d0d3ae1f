package io.tidemark.envelope.type;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.ReplicaIdentity;
import io.tidemark.replication.ColumnDescription;
import io.tidemark.replication.JdbcCatalog;
import io.tidemark.testing.TestPostgres;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * A value as a real server sends it: in text, in binary, and with its type as the catalog has it.
 *
 * @param column the type and its modifier
 * @param text as pgoutput sends it
 * @param binary as pgoutput sends it with {@code binary = true}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ServerValue(ColumnDescription column, byte[] text, byte[] binary) {
  private static final String DATABASE = "type_values";
  private static final String SETTINGS =
      "set datestyle = 'ISO, MDY'; set intervalstyle = postgres; set timezone = 'UTC';"
          + " set bytea_output = hex; set extra_float_digits = 1; set lc_monetary = 'C'";

  /** Int32 count, Int32 type OID, Int32 length: what record_send puts before the only column. */
  private static final int RECORD_HEADER = 12;

  /** Evaluates an expression as a column of that type. */
  static ServerValue of(String type, String expression) {
    try (Connection connection = DriverManager.getConnection(Database.URL);
        Statement statement = connection.createStatement()) {
      statement.execute(SETTINGS);
      statement.execute("create temporary table sample (v " + type + ")");
      statement.execute("insert into sample values (" + expression + ")");
      try (ResultSet row =
          statement.executeQuery(
              "select format('%s', v), record_send(row(v)), atttypid, atttypmod from sample,"
                  + " pg_attribute where attrelid = 'sample'::regclass and attname = 'v'")) {
        row.next();
        byte[] binary = row.getBytes(2);
        return new ServerValue(
            describe((int) row.getLong(3), row.getInt(4)),
            row.getString(1).getBytes(UTF_8),
            Arrays.copyOfRange(binary, RECORD_HEADER, binary.length));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(type + " " + expression, e);
    }
  }

  /** Runs statements first: CREATE TYPE and the like. */
  static void prepare(String... statements) {
    TestPostgres.shared().execute(Database.NAME, statements);
  }

  private static ColumnDescription describe(int typeOid, int typeModifier) {
    Relation relation =
        new Relation(
            0,
            "public",
            "sample",
            ReplicaIdentity.DEFAULT,
            List.of(new Relation.Column("v", typeOid, typeModifier, false)));
    try (JdbcCatalog catalog = new JdbcCatalog(Database.URL, new Properties())) {
      return catalog.describe(relation, 0).columns().get(0);
    }
  }

  /** The text that the binary form gives. */
  String printed() {
    JsonBuffer text = new JsonBuffer();
    // Not at 0, as on the wire
    byte[] padded = ByteBuffer.allocate(binary.length + 2).put((byte) 7).put(binary).array();
    TypeOutputs.of(column.type()).write(padded, 1, binary.length, text);
    return text.toString();
  }

  String textJson(TypeConfig config) {
    JsonBuffer json = new JsonBuffer();
    encoder(config).text(text, 0, text.length, json);
    return json.toString();
  }

  String binaryJson(TypeConfig config) {
    JsonBuffer json = new JsonBuffer();
    encoder(config).binary(binary, 0, binary.length, json);
    return json.toString();
  }

  ColumnEncoder encoder(TypeConfig config) {
    Encoding encoding = new TypeEncodings(config).find(column.type(), column.typeModifier());
    if (encoding == null) {
      throw new IllegalStateException("no encoding of " + column.type());
    }
    return encoding.encoder();
  }

  private static final class Database {
    static final String NAME = DATABASE;
    static final String URL = create();

    private static String create() {
      TestPostgres postgres = TestPostgres.shared();
      postgres.createDatabase(NAME);
      postgres.execute(
          NAME,
          "create extension hstore",
          "create extension ltree",
          "create extension citext",
          "create extension cube",
          "create type mood as enum ('sad', 'ok')",
          "create type address as (street text, zip int, tags text[])",
          "create type nested as (a address, n numeric, m mood)",
          "create domain positive as int check (value > 0)",
          "create domain short_name as varchar(7)",
          "create type float8range as range (subtype = float8)");
      return postgres.jdbcUrl(NAME);
    }
  }
}
