package io.tidemark.replication;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that is opened when it is first asked for, and again after {@link #close}: for work
 * beside a stream that has to survive a server that went away. Belongs to one thread.
 */
public final class LazyConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LazyConnection.class);

  private final Opener opener;
  private @Nullable Connection connection;

  /** How to connect. */
  @FunctionalInterface
  public interface Opener {
    /**
     * A new connection.
     *
     * @throws ReplicationException naming what stands in the way and the remedy
     */
    Connection open() throws SQLException;
  }

  /** Not connected yet. */
  public LazyConnection(Opener opener) {
    this.opener = opener;
  }

  /** To the database that a stream reads, as {@link SqlConnection#open} does it. */
  public static LazyConnection to(ReplicationConfig config) {
    return new LazyConnection(() -> SqlConnection.open(config));
  }

  /** Whether {@link #get} would not have to connect. */
  public boolean isOpen() {
    return connection != null;
  }

  /** The connection; stays this object's to close. */
  public Connection get() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = opener.open();
      connection = open;
    }
    return open;
  }

  /** Gives the connection up, also after a failure; the next {@link #get} connects anew. */
  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.debug("a connection ended before it was closed", e);
      }
    }
  }
}
