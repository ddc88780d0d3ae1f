package io.tidemark.publisher;

import io.tidemark.envelope.EnvelopeEncoder;
import io.tidemark.replication.LazyConnection;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a heartbeat record, and runs the action query, each interval. Belongs to the thread that
 * polls.
 */
final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  /** A query that waits for a lock keeps the events waiting too. */
  private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(10);

  private final HeartbeatConfig config;
  private final ReplicationConfig replication;
  private final EnvelopeEncoder encoder;
  private final LazyConnection connection;
  private long lastNanos = System.nanoTime();

  Heartbeat(HeartbeatConfig config, ReplicationConfig replication, EnvelopeEncoder encoder) {
    this.config = config;
    this.replication = replication;
    this.encoder = encoder;
    this.connection = LazyConnection.to(replication);
  }

  /** Between two polls. */
  void beatIfDue() {
    if (!config.interval().isZero()
        && System.nanoTime() - lastNanos >= config.interval().toNanos()) {
      lastNanos = System.nanoTime();
      encoder.heartbeat();
      if (!config.actionQuery().isEmpty()) {
        act();
      }
    }
  }

  /** A query that fails is logged and no more, as in Debezium: no event depends on it. */
  private void act() {
    try (Statement statement = connection.get().createStatement()) {
      statement.setQueryTimeout((int) QUERY_TIMEOUT.toSeconds());
      statement.execute(config.actionQuery());
    } catch (SQLException e) {
      failed(e.getSQLState(), e);
    } catch (ReplicationException e) {
      failed(e.sqlState(), e);
    }
  }

  private void failed(String sqlState, Exception e) {
    LOG.warn(
        "Slot {}: heartbeat.action.query failed, SQLSTATE {}: {}",
        replication.slot(),
        sqlState,
        e.getMessage());
    close(); // the next beat connects anew
  }

  @Override
  public void close() {
    connection.close();
  }
}
