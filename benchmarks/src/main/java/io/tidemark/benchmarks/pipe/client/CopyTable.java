package io.tidemark.benchmarks.pipe.client;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Drains the COPY of a whole table, and looks at nothing. */
final class CopyTable implements ClientProgram {

  /** Holds the connection to the end: PgJDBC closes one that nobody holds, also amid a COPY. */
  @Override
  public void run(Task task) throws SQLException {
    try (Connection connection = new Driver().connect(task.url(), new Properties())) {
      if (connection == null) {
        throw new SQLException("PgJDBC does not take " + task.url());
      }
      RowCounter rows = new RowCounter(task.rows());
      CopyOut copy =
          connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY narrow TO STDOUT");
      while (copy.readFromCopy() != null) {
        rows.row();
      }
    }
  }
}
