package io.tidemark.replication;

import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * What a PgJDBC URL says, read by PgJDBC itself.
 *
 * @param hosts as {@code localhost:5432}, several with commas between
 * @param database the database's name; PgJDBC takes the user's when the URL names none
 * @param user empty when the URL names none
 * @param parameters the names of the connection properties in it
 */
record JdbcUrl(String hosts, String database, String user, Set<String> parameters) {

  /**
   * Messages do not repeat the URL: it may hold a password.
   *
   * @throws IllegalArgumentException when it is no URL of PgJDBC, or holds a password
   */
  static JdbcUrl parse(String url) {
    Properties parsed = Driver.parseURL(url, null);
    if (parsed == null) {
      throw new IllegalArgumentException(
          "url: expected jdbc:postgresql://host:port/database, found something that PgJDBC cannot read");
    }
    if (url.matches(".*[?&](ssl)?password=.*")) {
      throw new IllegalArgumentException(
          "url: holds a password, which logs would show; give it to password() instead");
    }
    Set<String> parameters = new TreeSet<>(parsed.stringPropertyNames());
    // PgJDBC adds the one it finds in .pgpass
    parameters.remove(PGProperty.PASSWORD.getName());
    return new JdbcUrl(
        hosts(parsed),
        parsed.getProperty(PGProperty.PG_DBNAME.getName(), ""),
        parsed.getProperty(PGProperty.USER.getName(), ""),
        parameters);
  }

  private static String hosts(Properties parsed) {
    String[] hosts = parsed.getProperty(PGProperty.PG_HOST.getName(), "").split(",", -1);
    String[] ports = parsed.getProperty(PGProperty.PG_PORT.getName(), "").split(",", -1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < hosts.length; i++) {
      text.append(i == 0 ? "" : ",").append(hosts[i]).append(':').append(ports[i]);
    }
    return text.toString();
  }
}
