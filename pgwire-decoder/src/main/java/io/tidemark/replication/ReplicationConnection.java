package io.tidemark.replication;

import io.tidemark.replication.internal.GulpSocket;
import io.tidemark.replication.internal.GulpSocketFactory;
import io.tidemark.replication.internal.GulpSockets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * A connection in replication mode, which takes replication commands and plain SQL.
 *
 * @param connection of PgJDBC
 * @param socket what it reads and writes through
 */
record ReplicationConnection(Connection connection, GulpSocket socket) {

  /** What values look like in text depends on these, and servers and roles differ in them. */
  private static final Map<String, String> TEXT_FORMAT =
      Map.of(
          "bytea_output", "hex",
          "DateStyle", "ISO, MDY",
          // Any value above 0: the shortest text that reads back as the same number
          "extra_float_digits", "1",
          "IntervalStyle", "postgres",
          "lc_monetary", "C",
          "standard_conforming_strings", "on",
          "TimeZone", "UTC");

  static ReplicationConnection open(ReplicationConfig config) throws SQLException {
    try (GulpSockets sockets = GulpSockets.open(config.peerTimeout())) {
      Properties properties = properties(config);
      PGProperty.REPLICATION.set(properties, "database");
      PGProperty.SOCKET_FACTORY.set(properties, GulpSocketFactory.class.getName());
      PGProperty.SOCKET_FACTORY_ARG.set(properties, sockets.key());
      Connection connection = connect(config, properties);
      ReplicationConnection opened = new ReplicationConnection(connection, sockets.last());
      applySettings(connection, config);
      return opened;
    }
  }

  /**
   * A connection in replication mode for commands that may wait long without a word. The server is
   * silent then, so nothing here may take it for dead.
   */
  static Connection openForCommands(ReplicationConfig config) throws SQLException {
    Properties properties = properties(config);
    PGProperty.REPLICATION.set(properties, "database");
    return connect(config, properties);
  }

  /** An ordinary connection with the same address, role, TLS and session settings. */
  static Connection openOrdinary(ReplicationConfig config) throws SQLException {
    return connect(config, properties(config));
  }

  /** An ordinary connection whose values look like those of a stream. */
  static Connection openForReading(ReplicationConfig config) throws SQLException {
    Connection connection = openOrdinary(config);
    applySettings(connection, config);
    return connection;
  }

  private static Properties properties(ReplicationConfig config) {
    Properties properties = new Properties();
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    config.properties().forEach(properties::setProperty);
    PGProperty.USER.set(properties, config.user());
    if (!config.password().isEmpty()) {
      PGProperty.PASSWORD.set(properties, config.password());
    }
    PGProperty.APPLICATION_NAME.set(properties, config.applicationName());
    PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    // At least 9.4: only then does PgJDBC ask for replication in the start-up packet
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "10");
    return properties;
  }

  private static Connection connect(ReplicationConfig config, Properties properties)
      throws SQLException {
    // Not through DriverManager, which sees only the drivers of its caller's class loader
    return Objects.requireNonNull(
        new Driver().connect(config.url(), properties), "PgJDBC did not take its own URL");
  }

  private static void applySettings(Connection connection, ReplicationConfig config)
      throws SQLException {
    Map<String, String> settings = new TreeMap<>(TEXT_FORMAT);
    settings.putAll(config.settings());
    String calls =
        settings.entrySet().stream()
            .map(
                e ->
                    "set_config(%s, %s, false)"
                        .formatted(Sql.literal(e.getKey()), Sql.literal(e.getValue())))
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT " + calls);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
