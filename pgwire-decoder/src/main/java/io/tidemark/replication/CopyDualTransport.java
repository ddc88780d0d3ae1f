package io.tidemark.replication;

import io.tidemark.replication.internal.GulpSocket;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.time.Instant;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyDual;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transport over PgJDBC's COPY BOTH.
 *
 * <p>PgJDBC locks the connection around every call, so no call here waits for the server: waiting
 * is in {@link #await}, on the socket and without that lock. The exception is the rest of a message
 * whose beginning has arrived.
 */
final class CopyDualTransport implements WalTransport {
  private static final Logger LOG = LoggerFactory.getLogger(CopyDualTransport.class);

  private final ReplicationConfig config;
  private final Connection connection;
  private final GulpSocket socket;
  private final CopyDual copy;

  private CopyDualTransport(ReplicationConfig config, ReplicationConnection opened, CopyDual copy) {
    this.config = config;
    this.connection = opened.connection();
    this.socket = opened.socket();
    this.copy = copy;
  }

  static CopyDualTransport start(
      ReplicationConfig config, ReplicationConnection opened, String command) throws SQLException {
    CopyDual copy = opened.connection().unwrap(PGConnection.class).getCopyAPI().copyDual(command);
    return new CopyDualTransport(config, opened, copy);
  }

  @Override
  public boolean read(WalFrame frame) {
    try {
      byte[] bytes = copy.readFromCopy(false);
      if (bytes == null) {
        heedWarnings();
        return false;
      }
      frame.wrap(bytes, 0, bytes.length);
      return true;
    } catch (SQLException e) {
      throw ServerErrors.whileStreaming(e, config);
    }
  }

  /**
   * From PostgreSQL 18 on, changes that a missing publication would have published are passed over
   * with no more than a warning.
   */
  private void heedWarnings() throws SQLException {
    SQLWarning warning = connection.getWarnings();
    if (warning != null) {
      connection.clearWarnings();
      LOG.warn("Slot {} of {}: {}", config.slot(), config.place(), warning.getMessage());
      try (Connection ordinary = ReplicationConnection.openOrdinary(config)) {
        Preflight.requirePublications(ordinary, config);
      }
    }
  }

  @Override
  public boolean await(long nanos) throws InterruptedException {
    try {
      return socket.await(nanos);
    } catch (IOException e) {
      throw ServerErrors.lost(e, config);
    }
  }

  @Override
  public void send(StandbyStatus status) {
    byte[] bytes = status.toBytes(Instant.now());
    try {
      copy.writeToCopy(bytes, 0, bytes.length);
      copy.flushCopy();
    } catch (SQLException e) {
      throw ServerErrors.whileStreaming(e, config);
    }
  }

  @Override
  public void hangUp(Duration grace) {
    try {
      socket.hangUp(grace);
    } catch (IOException e) {
      LOG.debug("Slot {}: the connection ended before it was closed", config.slot(), e);
    } finally {
      abort();
    }
  }

  /** PgJDBC's close would first read the rest of the running transaction. */
  @Override
  public void abort() {
    try {
      socket.abort();
      connection.abort(Runnable::run);
    } catch (IOException | SQLException e) {
      LOG.debug("Slot {}: the connection ended before it was aborted", config.slot(), e);
    }
  }
}
