package io.tidemark.publisher.config;

import static io.tidemark.publisher.config.SettingType.BOOLEAN;
import static io.tidemark.publisher.config.SettingType.TEXT;
import static io.tidemark.publisher.config.SettingType.integer;
import static io.tidemark.publisher.config.SettingType.words;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.publisher.config.Setting.Section;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationConfigBuilder;
import java.net.URLEncoder;
import java.util.List;
import java.util.regex.Pattern;

/** The settings of the connection to PostgreSQL, a part of {@link Settings}. */
final class ConnectionSettings {
  /** PgJDBC's own connection properties follow, untouched. */
  static final String DRIVER_PREFIX = "driver.";

  private static final Setting<String> HOSTNAME =
      new Setting<>(
          Section.CONNECTION,
          "database.hostname",
          TEXT,
          "localhost",
          "Host of the PostgreSQL server.");
  private static final Setting<Integer> PORT =
      new Setting<>(Section.CONNECTION, "database.port", integer(1, 65_535), "5432", "Its port.");
  private static final Setting<String> DBNAME =
      new Setting<>(Section.CONNECTION, "database.dbname", TEXT, null, "The database to read.");
  private static final Setting<String> USER =
      new Setting<>(
          Section.CONNECTION,
          "database.user",
          TEXT,
          null,
          "A role with the REPLICATION attribute.");
  private static final Setting<String> PASSWORD =
      new Setting<>(
          Section.CONNECTION,
          "database.password",
          TEXT,
          "",
          "Its password; empty when the server asks for none, or when `.pgpass` has it.");
  private static final Setting<String> SSLMODE =
      new Setting<>(
          Section.CONNECTION,
          "database.sslmode",
          words("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
          "prefer",
          "As libpq's `sslmode`. Only `verify-full` proves that the server is the one that you mean.");
  private static final Setting<String> SSLROOTCERT =
      new Setting<>(
          Section.CONNECTION,
          "database.sslrootcert",
          TEXT,
          "",
          "File of the certificates that are trusted.");
  private static final Setting<String> SSLCERT =
      new Setting<>(
          Section.CONNECTION, "database.sslcert", TEXT, "", "File of the client's certificate.");
  private static final Setting<String> SSLKEY =
      new Setting<>(Section.CONNECTION, "database.sslkey", TEXT, "", "File of the client's key.");
  private static final Setting<String> SSLPASSWORD =
      new Setting<>(
          Section.CONNECTION, "database.sslpassword", TEXT, "", "Password of the client's key.");
  private static final Setting<Boolean> TCP_KEEP_ALIVE =
      new Setting<>(
          Section.CONNECTION,
          "database.tcpKeepAlive",
          BOOLEAN,
          "true",
          "TCP's own keepalive probes.");

  /** Of IPv6, whose colons are not that of the port. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*:[^,]*");

  private ConnectionSettings() {}

  static List<Setting<?>> all() {
    return List.of(
        HOSTNAME,
        PORT,
        DBNAME,
        USER,
        PASSWORD,
        SSLMODE,
        SSLROOTCERT,
        SSLCERT,
        SSLKEY,
        SSLPASSWORD,
        TCP_KEEP_ALIVE);
  }

  private static String host(String hostname) {
    return ADDRESS.matcher(hostname).matches() ? "[" + hostname + "]" : hostname;
  }

  /** The part of the configuration that says where the server is, and who asks. */
  static ReplicationConfigBuilder read(SettingValues values) {
    ReplicationConfigBuilder builder =
        ReplicationConfig.builder()
            .url(
                "jdbc:postgresql://%s:%d/%s"
                    .formatted(
                        host(values.get(HOSTNAME)),
                        values.get(PORT),
                        URLEncoder.encode(values.get(DBNAME), UTF_8)))
            .user(values.get(USER))
            .password(values.get(PASSWORD))
            .property("sslmode", values.get(SSLMODE))
            .property("tcpKeepAlive", values.get(TCP_KEEP_ALIVE).toString());
    for (Setting<String> file : List.of(SSLROOTCERT, SSLCERT, SSLKEY, SSLPASSWORD)) {
      if (!values.get(file).isEmpty()) {
        builder.property(file.name().substring("database.".length()), values.get(file));
      }
    }
    values.under(DRIVER_PREFIX).forEach(builder::property);
    return builder;
  }
}
