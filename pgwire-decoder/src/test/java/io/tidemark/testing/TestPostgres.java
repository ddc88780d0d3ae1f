package io.tidemark.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server on a free port of this machine, set up for logical replication, with its
 * data in a temporary directory. The superuser is {@value #USER} and needs no password.
 *
 * <pre>{@code
 * TestPostgres postgres = TestPostgres.shared();
 * postgres.createDatabase("shop");
 * postgres.execute("shop", "CREATE TABLE orders (id int PRIMARY KEY)", "CREATE PUBLICATION p FOR TABLE orders");
 * try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl("shop"))) { ... }
 * }</pre>
 *
 * <p>Replication slots belong to the whole server: in a shared one, give them the name of the test.
 * Safe for use by several threads, except for the methods that stop and start the server.
 */
public final class TestPostgres implements AutoCloseable {

  /** The major version of {@link #start()} and {@link #shared()}. */
  public static final int DEFAULT_VERSION = 18;

  /** The superuser. */
  public static final String USER = "postgres";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "off",
          "full_page_writes", "off",
          "max_connections", "300",
          "max_prepared_transactions", "20",
          "max_replication_slots", "200",
          "max_wal_senders", "50",
          "timezone", "UTC",
          "wal_level", "logical");

  private final Path data;
  private final int port;
  private final PostgresControl control;

  private TestPostgres(Path data, int port, PostgresControl control) {
    this.data = data;
    this.port = port;
    this.control = control;
  }

  /**
   * Starts on first use, and stops when this JVM exits. Everyone in the JVM has the same one: do
   * not stop it.
   */
  public static TestPostgres shared() {
    return Shared.INSTANCE;
  }

  /** Starts a server of the default version. */
  public static TestPostgres start() {
    return start(DEFAULT_VERSION);
  }

  /** Starts a server of the given major version, 14 to 18. */
  public static TestPostgres start(int major) {
    return start(major, Map.of());
  }

  /** Starts a server that takes TLS, as {@code localhost}, and keeps passwords for SCRAM. */
  public static TestPostgres startSecure(TestCertificates certificates) {
    return start(
        DEFAULT_VERSION,
        Map.of(
            "ssl",
            "on",
            "ssl_cert_file",
            certificates.certificate("localhost").toString(),
            "ssl_key_file",
            certificates.privateKey("localhost").toString(),
            "password_encryption",
            "scram-sha-256"));
  }

  /**
   * Starts a server whose settings differ from what replication needs, such as {@code
   * wal_level=replica}.
   */
  public static TestPostgres start(int major, Map<String, String> settings) {
    PostgresControl.requireRunnableUser();
    try {
      Path data = Files.createTempDirectory("tidemark-postgres");
      int port = freePort();
      // Never closed: it takes a server that was stopped or killed for an error. Our close() does
      // it.
      @SuppressWarnings("resource")
      EmbeddedPostgres first =
          EmbeddedPostgres.builder()
              .setPgBinaryResolver(new PostgresBinaries(major))
              .setPort(port)
              .setDataDirectory(data)
              .setDataDirectoryCustomizer(
                  directory -> configure(directory.toPath(), port, settings))
              .setLocaleConfig("locale", "C")
              // Off is the embedded default: the walsender would see commits up to 600 ms late.
              .setServerConfig("synchronous_commit", "on")
              .setPGStartupWait(Duration.ofSeconds(60))
              .setRegisterShutdownHook(false)
              .start();
      try (Connection connection = first.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        Path binaries =
            Path.of(one(statement, "SELECT setting FROM pg_config WHERE name = 'BINDIR'"));
        TestPostgres server = new TestPostgres(data, port, new PostgresControl(binaries, data));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-postgres-" + port));
        return server;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JDBC URL of a database, with the superuser in it. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=" + USER;
  }

  /** The TCP port, which stays the same when the server is stopped and started. */
  public int port() {
    return port;
  }

  /** Opens a connection as the superuser. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database));
  }

  /** Creates an empty database and returns its {@link #jdbcUrl}. */
  public String createDatabase(String name) {
    execute("postgres", "CREATE DATABASE \"" + name + "\"");
    return jdbcUrl(name);
  }

  /** Runs statements one after the other, each in a transaction of its own. */
  public void execute(String database, String... statements) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(String.join("; ", statements), e);
    }
  }

  /**
   * Changes a setting of the whole server and waits until it holds, which takes a restart for some
   * settings.
   */
  public void setServerSetting(String name, String value) {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET " + name + " = '" + value.replace("'", "''") + "'");
      String needs = one(statement, "SELECT context FROM pg_settings WHERE name = '" + name + "'");
      if (!needs.equals("postmaster")) {
        reload(statement);
        return;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("set " + name + " to " + value, e);
    }
    restart();
  }

  /** From now on the role must give its password, on ordinary and replication connections. */
  public void requirePassword(String role) {
    Path rules = data.resolve("pg_hba.conf");
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      String rule = "host all,replication \"" + role + "\" all scram-sha-256\n";
      Files.writeString(rules, rule + Files.readString(rules));
      reload(statement);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("require a password of " + role, e);
    }
  }

  /** Stops in good order; {@link #restart()} starts again on the same data and port. */
  public void stop() {
    control.stop("fast");
  }

  /**
   * Ends every process of the server at once, as a power failure would; {@link #restart()}
   * recovers.
   */
  public void kill() {
    control.kill();
  }

  /** Starts again on the same data and port, after stopping in good order if it runs. */
  public void restart() {
    stop();
    control.start();
  }

  /** Stops without ceremony and deletes the data. */
  @Override
  public synchronized void close() {
    control.stop("immediate");
    if (Files.exists(data)) {
      try (Stream<Path> files = Files.walk(data)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void configure(Path data, int port, Map<String, String> settings) {
    Map<String, String> all = new LinkedHashMap<>(SETTINGS);
    all.put("port", Integer.toString(port));
    all.putAll(settings);
    StringBuilder lines = new StringBuilder();
    all.forEach(
        (name, value) -> lines.append('\n').append(name).append(" = '").append(value).append('\''));
    try {
      Files.writeString(
          data.resolve("postgresql.conf"), lines.append('\n'), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when new connections are served under the configuration files as they are now. */
  private void reload(Statement statement) throws SQLException {
    String before = one(statement, "SELECT pg_conf_load_time()");
    String reloaded = before;
    statement.execute("SELECT pg_reload_conf()");
    while (reloaded.equals(before)) {
      try (Connection connection = connect("postgres");
          Statement fresh = connection.createStatement()) {
        reloaded = one(fresh, "SELECT pg_conf_load_time()");
      }
    }
  }

  private static String one(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      if (!result.next()) {
        throw new IllegalArgumentException("no row: " + query);
      }
      return result.getString(1);
    }
  }

  private static final class Shared {
    static final TestPostgres INSTANCE = start();
  }
}
