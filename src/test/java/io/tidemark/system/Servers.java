package io.tidemark.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL and a broker, from wherever they come. */
interface Servers {

  /** Of the database, with user and password in it. */
  String jdbcUrl(String database);

  String bootstrapServers();

  /** How many replicas topics have. */
  default int replicas() {
    return 1;
  }

  default Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database));
  }

  /** Runs statements one after the other, each in a transaction of its own. */
  default void execute(String database, String... statements) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(String.join("; ", statements), e);
    }
  }
}
