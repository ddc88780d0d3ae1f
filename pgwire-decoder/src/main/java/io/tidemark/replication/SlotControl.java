package io.tidemark.replication;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Looks after the slot that a configuration names, on a connection of its own for each call.
 * Immutable and thread-safe.
 *
 * <p>All methods throw {@link ReplicationException} when the server cannot be reached or refuses.
 */
public final class SlotControl {
  private final ReplicationConfig config;

  /** For the slot of this configuration. */
  public SlotControl(ReplicationConfig config) {
    this.config = config;
  }

  /** The slot as it is now; empty when there is none. */
  public Optional<ReplicationSlot> find() {
    return call("look for", connection -> ReplicationSlot.find(connection, config.slot()));
  }

  /** Creates the slot. Waits, without limit, until every transaction that writes now has ended. */
  public ReplicationSlot create() {
    return call("create", connection -> ReplicationSlot.create(connection, options()));
  }

  /** The slot's name, and the options that the configuration asks for. */
  public SlotOptions options() {
    SlotOptions options = SlotOptions.named(config.slot());
    options = config.twoPhase() ? options.withTwoPhase() : options;
    return config.failover() ? options.withFailover() : options;
  }

  /** Drops the slot: what it has not sent is never sent. */
  public void drop() {
    call(
        "drop",
        connection -> {
          ReplicationSlot.drop(connection, config.slot());
          return true;
        });
  }

  /** Creates the slot at the position of another one, which may be temporary. */
  public void copyFrom(String other) {
    String what = "copy " + Sql.identifier(other) + " to";
    call(
        what,
        connection -> {
          options().requireSupportedBy(ServerState.read(connection), config.place());
          try (PreparedStatement copy =
              connection.prepareStatement("SELECT pg_copy_logical_replication_slot(?, ?, false)")) {
            copy.setString(1, other);
            copy.setString(2, config.slot());
            return copy.execute();
          }
        });
    if (config.failover()) {
      call(what, () -> ReplicationConnection.openForCommands(config), this::switchFailoverOn);
    }
  }

  /** A copy is without it, whatever its origin is. */
  private boolean switchFailoverOn(Connection replication) throws SQLException {
    try (Statement alter = replication.createStatement()) {
      return alter.execute(
          "ALTER_REPLICATION_SLOT " + Sql.identifier(config.slot()) + " (FAILOVER true)");
    }
  }

  private interface Opening {
    Connection open() throws SQLException;
  }

  private interface Call<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T call(String what, Call<T> call) {
    return call(what, () -> ReplicationConnection.openOrdinary(config), call);
  }

  private <T> T call(String what, Opening opening, Call<T> call) {
    try (Connection connection = connect(opening)) {
      return call.run(connection);
    } catch (SQLException e) {
      throw ServerErrors.whileReading(what + " slot " + Sql.identifier(config.slot()), e, config);
    }
  }

  private Connection connect(Opening opening) {
    try {
      return opening.open();
    } catch (SQLException e) {
      throw ServerErrors.whileConnecting(e, config);
    }
  }
}
