package io.tidemark.benchmarks.pipe.client;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.PGReplicationStream;

/** The loop of PgJDBC's manual: one blocking read a message. */
final class BlockingRead implements ClientProgram {

  @Override
  public void run(Task task) throws SQLException {
    Properties properties = new Properties();
    PGProperty.REPLICATION.set(properties, "database");
    PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "10");
    Connection connection = new Driver().connect(task.url(), properties);
    if (connection == null) {
      throw new SQLException("PgJDBC does not take " + task.url());
    }
    PGReplicationStream stream =
        connection
            .unwrap(PGConnection.class)
            .getReplicationAPI()
            .replicationStream()
            .logical()
            .withSlotName(task.slot())
            .withSlotOption("proto_version", "1")
            .withSlotOption("publication_names", task.publication())
            .start();
    RowCounter rows = new RowCounter(task.rows());
    while (true) {
      ByteBuffer message = stream.read();
      if (RawRead.isRowTag(message.get(message.position()))) {
        rows.row();
      }
    }
  }
}
