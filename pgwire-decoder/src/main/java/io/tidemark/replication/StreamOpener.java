package io.tidemark.replication;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects, looks for what would stop the stream, and starts it. */
final class StreamOpener {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicationStream.class);

  private final ReplicationConfig config;

  StreamOpener(ReplicationConfig config) {
    this.config = config;
  }

  /** What happens on the stream's connection before its slot is looked at. */
  interface Preparation {
    void run(Connection connection) throws SQLException;
  }

  ReplicationStream open() {
    return open(connection -> {});
  }

  ReplicationStream open(Preparation preparation) {
    ReplicationConnection connection = connect();
    boolean started = false;
    try {
      preparation.run(connection.connection());
      Preflight preflight = Preflight.run(connection.connection(), config);
      ReplicationStream stream = start(connection, preflight);
      started = true;
      return stream;
    } catch (SQLException e) {
      throw ServerErrors.whileStreaming(e, config);
    } finally {
      if (!started) {
        abort(connection);
      }
    }
  }

  private ReplicationConnection connect() {
    try {
      return ReplicationConnection.open(config);
    } catch (SQLException e) {
      throw ServerErrors.whileConnecting(e, config);
    }
  }

  private ReplicationStream start(ReplicationConnection connection, Preflight preflight)
      throws SQLException {
    int protocolVersion = config.protocolVersion().on(preflight.server().major());
    String command = StartReplication.command(config, protocolVersion);
    CopyDualTransport transport = startCopy(connection, command);
    Duration interval = statusInterval(preflight.server().walSenderTimeout());
    LOG.info(
        "Slot {} of {} (PostgreSQL {}): streaming from {}, protocol version {}, publications {}, status every {}",
        config.slot(),
        config.place(),
        preflight.server().version(),
        preflight.slot().confirmedFlushLsn(),
        protocolVersion,
        config.publications(),
        interval);
    StreamProgress progress = new StreamProgress(preflight.slot().confirmedFlushLsn());
    return new ReplicationStream(
        config, preflight.system(), transport, progress, protocolVersion, interval);
  }

  private CopyDualTransport startCopy(ReplicationConnection connection, String command)
      throws SQLException {
    try {
      return CopyDualTransport.start(config, connection, command);
    } catch (SQLException e) {
      // Something may have changed since the first look: the second one knows the remedy
      Preflight.run(connection.connection(), config);
      throw e;
    }
  }

  /** The server gives up after its timeout, and asks after half of it: we are never later. */
  private Duration statusInterval(Duration walSenderTimeout) {
    Duration half = walSenderTimeout.dividedBy(2);
    boolean shorter = !half.isZero() && half.compareTo(config.statusInterval()) < 0;
    return shorter ? half : config.statusInterval();
  }

  private static void abort(ReplicationConnection connection) {
    try {
      connection.socket().abort();
      connection.connection().abort(Runnable::run);
    } catch (IOException | SQLException e) {
      LOG.debug("the connection ended before it was aborted", e);
    }
  }
}
