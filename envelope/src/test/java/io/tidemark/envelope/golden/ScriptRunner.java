package io.tidemark.envelope.golden;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/**
 * Runs scripts as psql does: each statement in a transaction of its own, unless the script says
 * BEGIN.
 */
final class ScriptRunner {
  private static final Pattern SLEEP =
      Pattern.compile("select\\s+pg_sleep\\(.*\\)", Pattern.CASE_INSENSITIVE);

  private final Connection connection;
  private final boolean errorsExpected;
  private final Pause pause;

  /** What a script waits for when it says {@code pg_sleep}: that readers have caught up. */
  @FunctionalInterface
  interface Pause {
    void run() throws SQLException;
  }

  ScriptRunner(Connection connection, boolean errorsExpected, Pause pause) {
    this.connection = connection;
    this.errorsExpected = errorsExpected;
    this.pause = pause;
  }

  void run(String script) throws SQLException, IOException {
    for (SqlScript.Statement statement : SqlScript.split(script)) {
      if (SLEEP.matcher(statement.sql()).matches()) {
        pause.run();
      } else {
        run(statement);
      }
    }
  }

  private void run(SqlScript.Statement statement) throws SQLException, IOException {
    try (java.sql.Statement jdbc = connection.createStatement()) {
      if (statement.isCopy()) {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(statement.sql(), new StringReader(statement.copyData()));
      } else {
        // A question mark is an operator here
        jdbc.setEscapeProcessing(false);
        jdbc.execute(statement.sql());
      }
    } catch (SQLException e) {
      if (!errorsExpected) {
        throw new SQLException(statement.sql(), e.getSQLState(), e);
      }
    }
  }
}
