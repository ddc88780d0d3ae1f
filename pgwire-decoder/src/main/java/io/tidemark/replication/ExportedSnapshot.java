package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A new slot, and the state of the database at the very position where its stream starts: what a
 * transaction sees that imports the snapshot, plus what the slot then streams, is everything, once.
 *
 * <pre>{@code
 * try (ExportedSnapshot snapshot = ExportedSnapshot.createSlot(config, SlotOptions.named("orders_slot"))) {
 *   statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
 *   statement.execute("SET TRANSACTION SNAPSHOT '" + snapshot.name() + "'");
 *   ...                        // close once every reader has done this; they keep what they see
 * }
 * }</pre>
 *
 * <p>Holds a connection, which does nothing else: any other command on it would end the snapshot.
 * Closing it keeps the slot, unless it is temporary. Thread-safe.
 */
public final class ExportedSnapshot implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExportedSnapshot.class);

  private final Connection connection;
  private final String slot;
  private final Lsn consistentPoint;
  private final String name;

  private ExportedSnapshot(Connection connection, String slot, Lsn consistentPoint, String name) {
    this.connection = connection;
    this.slot = slot;
    this.consistentPoint = consistentPoint;
    this.name = name;
  }

  /**
   * Creates the slot. Waits, without limit, until every transaction that writes now has ended.
   *
   * @param config where and as whom; its slot and publications are not looked at
   * @throws ReplicationException when the server refuses; SQLSTATE 42710 when the slot exists
   */
  public static ExportedSnapshot createSlot(ReplicationConfig config, SlotOptions slot) {
    Connection connection = connect(config);
    boolean created = false;
    try {
      ServerState server = ServerState.read(connection);
      Preflight.requireWalLevel(server, config);
      slot.requireSupportedBy(server, config.place());
      ExportedSnapshot snapshot = create(connection, slot, server.major());
      created = true;
      return snapshot;
    } catch (SQLException e) {
      throw ServerErrors.whileStreaming(e, config);
    } finally {
      if (!created) {
        close(connection);
      }
    }
  }

  private static Connection connect(ReplicationConfig config) {
    try {
      return ReplicationConnection.openForCommands(config);
    } catch (SQLException e) {
      throw ServerErrors.whileConnecting(e, config);
    }
  }

  private static ExportedSnapshot create(Connection connection, SlotOptions slot, int serverMajor)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(slot.createCommand(serverMajor))) {
      row.next();
      return new ExportedSnapshot(
          connection,
          slot.name(),
          Lsn.parse(row.getString("consistent_point")),
          row.getString("snapshot_name"));
    }
  }

  /** The new slot's name. */
  public String slot() {
    return slot;
  }

  /**
   * Transactions that committed before are in the snapshot, those after it in the slot's stream.
   */
  public Lsn consistentPoint() {
    return consistentPoint;
  }

  /** For {@code SET TRANSACTION SNAPSHOT}, on any connection to the same database. */
  public String name() {
    return name;
  }

  /** Ends the export. */
  @Override
  public void close() {
    close(connection);
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("the connection ended before it was closed", e);
    }
  }
}
