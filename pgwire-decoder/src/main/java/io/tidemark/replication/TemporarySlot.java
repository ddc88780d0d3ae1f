package io.tidemark.replication;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the slot of a stream that leaves nothing behind, on the stream's own connection. */
final class TemporarySlot {

  private TemporarySlot() {}

  /** Starts now. */
  static void create(Connection connection, ReplicationConfig config) throws SQLException {
    require(connection, config);
    execute(
        connection,
        "SELECT pg_create_logical_replication_slot(%s, %s, true)"
            .formatted(Sql.literal(config.slot()), Sql.literal(ReplicationSlot.PLUGIN)));
  }

  /** Starts where another slot stands, which may be in use, and stays where it is. */
  static void copy(Connection connection, ReplicationConfig config, String source)
      throws SQLException {
    require(connection, config);
    ReplicationSlot slot =
        ReplicationSlot.find(connection, source)
            .orElseThrow(
                () ->
                    new SlotException(
                        SlotException.Kind.MISSING,
                        source,
                        "does not exist on " + config.place() + "; expected one to copy",
                        null));
    Preflight.requireIntact(slot, config.database());
    execute(
        connection,
        "SELECT pg_copy_logical_replication_slot(%s, %s, true)"
            .formatted(Sql.literal(source), Sql.literal(config.slot())));
  }

  /** What the server would say of these is less helpful. */
  private static void require(Connection connection, ReplicationConfig config) throws SQLException {
    Preflight.requireWalLevel(ServerState.read(connection), config);
    Preflight.requirePublications(connection, config);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
