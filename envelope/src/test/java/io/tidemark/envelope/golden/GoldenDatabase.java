package io.tidemark.envelope.golden;

import io.tidemark.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The database of one case, with the publication and the settings that Debezium would make. */
final class GoldenDatabase implements AutoCloseable {
  static final String NAME = "golden";
  private static final String DEFAULT_PUBLICATION = "dbz_publication";
  private static final Pattern IDENTITY = Pattern.compile("([^:,]+):([^,]+)");

  private final TestPostgres server;
  private final GoldenCase golden;
  private final List<String> slots = new ArrayList<>();
  private final Connection connection;

  GoldenDatabase(TestPostgres server, GoldenCase golden) throws SQLException {
    this.server = server;
    this.golden = golden;
    List<String> sql = new ArrayList<>();
    sql.add("DROP DATABASE IF EXISTS " + NAME + " WITH (FORCE)");
    // C is what TestPostgres gives its servers; C.UTF-8 only fits that encoding
    String locale = golden.encoding().equals("UTF8") ? "C.UTF-8" : "C";
    sql.add(
        "CREATE DATABASE %s TEMPLATE template0 ENCODING '%s' LOCALE '%s'"
            .formatted(NAME, golden.encoding(), locale));
    golden
        .databaseSettings()
        .forEach(
            (name, value) -> sql.add("ALTER DATABASE %s SET %s = %s".formatted(NAME, name, value)));
    server.execute("postgres", sql.toArray(String[]::new));
    connection = DriverManager.getConnection(server.jdbcUrl(NAME) + "&preferQueryMode=simple");
  }

  Connection connection() {
    return connection;
  }

  String publication() {
    return golden.connector().getOrDefault("publication.name", DEFAULT_PUBLICATION);
  }

  /** What the connector does before it streams. */
  void prepare() throws SQLException {
    Map<String, String> properties = golden.connector();
    String mode = properties.getOrDefault("publication.autocreate.mode", "all_tables");
    try (Statement statement = connection.createStatement()) {
      if (!mode.equals("disabled") && !exists(statement, publication())) {
        String tables =
            switch (mode) {
              case "all_tables" -> " FOR ALL TABLES";
              case "no_tables" -> "";
              default -> " FOR TABLE " + filteredTables(statement);
            };
        String root =
            properties.getOrDefault("publish.via.partition.root", "false").equals("true")
                ? " WITH (publish_via_partition_root = true)"
                : "";
        statement.execute("CREATE PUBLICATION " + publication() + tables + root);
      }
      Matcher identity =
          IDENTITY.matcher(properties.getOrDefault("replica.identity.autoset.values", ""));
      while (identity.find()) {
        String action = identity.group(2).replaceFirst("^INDEX", "USING INDEX");
        statement.execute("ALTER TABLE " + identity.group(1) + " REPLICA IDENTITY " + action);
      }
    }
  }

  private static boolean exists(Statement statement, String publication) throws SQLException {
    try (var rows =
        statement.executeQuery(
            "SELECT 1 FROM pg_publication WHERE pubname = '" + publication + "'")) {
      return rows.next();
    }
  }

  private String filteredTables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (var rows =
        statement.executeQuery(
            "SELECT n.nspname, c.relname, format('%I.%I', n.nspname, c.relname) FROM pg_class c"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')"
                + " AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'")) {
      while (rows.next()) {
        String schema = rows.getString(1);
        if (isChosen("schema", schema) && isChosen("table", schema + "." + rows.getString(2))) {
          tables.add(rows.getString(3));
        }
      }
    }
    return String.join(", ", tables);
  }

  private boolean isChosen(String kind, String name) {
    String include = golden.connector().getOrDefault(kind + ".include.list", ".*");
    String exclude = golden.connector().getOrDefault(kind + ".exclude.list", "");
    return anyMatches(include, name) && !anyMatches(exclude, name);
  }

  private static boolean anyMatches(String expressions, String name) {
    return Arrays.stream(expressions.split(",", -1)).map(String::strip).anyMatch(name::matches);
  }

  /** A slot to drop in the end; a snapshot creates its own. */
  void createSlot(String slot) throws SQLException {
    slots.add(slot);
    if (!golden.startsWithSnapshot()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
      }
    }
  }

  /** Writes a message that every stream of this database delivers at once, whatever is open. */
  void mark(String prefix) throws SQLException {
    try (Connection other = server.connect(NAME);
        Statement statement = other.createStatement()) {
      // The transaction's id makes a commit record, and that flushes the message
      statement.execute(
          "SELECT pg_logical_emit_message(false, '" + prefix + "', ''), txid_current()");
    }
  }

  @Override
  public void close() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String slot : slots) {
        // A walsender may still be on its way out
        statement.execute(
            "SELECT pg_terminate_backend(active_pid, 10000) FROM pg_replication_slots WHERE active"
                + " AND slot_name = '"
                + slot
                + "'");
        statement.execute("SELECT pg_drop_replication_slot('" + slot + "')");
      }
    }
    connection.close();
    server.execute("postgres", "DROP DATABASE " + NAME + " WITH (FORCE)");
  }
}
