package io.tidemark.benchmarks.pipe.client;

import io.tidemark.replication.internal.GulpSocket;
import io.tidemark.replication.internal.GulpSocketFactory;
import io.tidemark.replication.internal.GulpSockets;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.copy.CopyDual;

/**
 * Reads frames as the transport of ReplicationStream does, and looks at nothing but the tag that
 * says whether it is a row.
 */
final class RawRead implements ClientProgram {
  /** Where the message begins in a frame of XLogData. */
  private static final int PAYLOAD = 25;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public void run(Task task) throws SQLException, IOException, InterruptedException {
    try (GulpSockets sockets = GulpSockets.open(PATIENCE)) {
      Properties properties = new Properties();
      PGProperty.REPLICATION.set(properties, "database");
      PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
      PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "10");
      PGProperty.SOCKET_FACTORY.set(properties, GulpSocketFactory.class.getName());
      PGProperty.SOCKET_FACTORY_ARG.set(properties, sockets.key());
      Connection connection = new Driver().connect(task.url(), properties);
      if (connection == null) {
        throw new SQLException("PgJDBC does not take " + task.url());
      }
      CopyDual copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyDual(
                  "START_REPLICATION SLOT %s LOGICAL 0/0 (proto_version '1', publication_names '%s')"
                      .formatted(task.slot(), task.publication()));
      read(copy, sockets.last(), new RowCounter(task.rows()));
    }
  }

  private static void read(CopyDual copy, GulpSocket socket, RowCounter rows)
      throws SQLException, IOException, InterruptedException {
    while (true) {
      byte[] frame = copy.readFromCopy(false);
      if (frame == null) {
        socket.await(PATIENCE.toNanos());
      } else if (isRow(frame)) {
        rows.row();
      }
    }
  }

  static boolean isRow(byte[] frame) {
    return frame[0] == 'w' && isRowTag(frame[PAYLOAD]);
  }

  static boolean isRowTag(byte tag) {
    return tag == 'I' || tag == 'U' || tag == 'D';
  }
}
