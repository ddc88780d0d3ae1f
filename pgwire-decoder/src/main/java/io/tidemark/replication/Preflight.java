package io.tidemark.replication;

import io.tidemark.replication.PrerequisiteException.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.PGConnection;

/**
 * Looks for what would stop a stream, before it starts: the server's own errors come late, one at a
 * time, and without the remedy.
 *
 * @param server what runs there
 * @param system which cluster that is
 * @param slot the slot, which can be read
 */
record Preflight(ServerState server, SystemIdentity system, ReplicationSlot slot) {
  static Preflight run(Connection connection, ReplicationConfig config) throws SQLException {
    ServerState server = ServerState.read(connection);
    requireVersions(server, config);
    requireWalLevel(server, config);
    requirePublications(connection, config);
    ReplicationSlot slot =
        ReplicationSlot.find(connection, config.slot()).orElseThrow(() -> missing(server, config));
    requireIntact(slot, server.database());
    requireFree(slot, connection);
    SystemIdentity system = SystemIdentity.read(connection);
    Continuity.check(connection, system, slot, config);
    return new Preflight(server, system, slot);
  }

  private static void requireVersions(ServerState server, ReplicationConfig config) {
    String place = config.place();
    server.require(14, "Tidemark", "upgrade the server", place);
    ProtocolVersion protocol = config.protocolVersion();
    server.require(
        protocol.sinceMajor(), "protocolVersion " + protocol, "set NEWEST, or leave it out", place);
    if (config.streaming() == Streaming.PARALLEL) {
      server.require(16, "streaming PARALLEL", "set ON or OFF", place);
    }
    if (config.twoPhase()) {
      server.require(15, "twoPhase", "leave it off", place);
    }
    if (config.origin() == OriginFilter.NONE) {
      server.require(16, "origin NONE", "set ANY, or leave it out", place);
    }
  }

  static void requireWalLevel(ServerState server, ReplicationConfig config) {
    if (!server.walLevel().equals("logical")) {
      throw new PrerequisiteException(
          Kind.WAL_LEVEL,
          "wal_level of %s is %s; expected logical: ALTER SYSTEM SET wal_level = logical, then restart PostgreSQL"
              .formatted(config.place(), server.walLevel()),
          null);
    }
  }

  static void requirePublications(Connection connection, ReplicationConfig config)
      throws SQLException {
    Set<String> missing = new TreeSet<>(config.publications());
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT pubname FROM pg_publication WHERE pubname IN ("
                    + Sql.literals(config.publications())
                    + ")")) {
      while (found.next()) {
        missing.remove(found.getString(1));
      }
    }
    for (String name : missing) {
      throw new PrerequisiteException(
          Kind.PUBLICATION,
          "publication %s does not exist in database %s; expected it to be there before the slot: %s"
              .formatted(
                  Sql.identifier(name),
                  Sql.identifier(config.database()),
                  "CREATE PUBLICATION "
                      + Sql.identifier(name)
                      + " FOR TABLE ..., or FOR ALL TABLES"),
          null);
    }
  }

  private static SlotException missing(ServerState server, ReplicationConfig config) {
    return new SlotException(
        SlotException.Kind.MISSING,
        config.slot(),
        "does not exist on %s; expected one of database %s: SELECT pg_create_logical_replication_slot(%s, 'pgoutput')"
            .formatted(
                config.place(), Sql.identifier(server.database()), Sql.literal(config.slot())),
        null);
  }

  static void requireIntact(ReplicationSlot slot, String database) {
    String drop = "SELECT pg_drop_replication_slot(" + Sql.literal(slot.name()) + ")";
    if (!slot.plugin().equals(ReplicationSlot.PLUGIN)) {
      String found =
          slot.plugin().isEmpty()
              ? "is physical"
              : "uses the output plugin " + Sql.identifier(slot.plugin());
      throw new SlotException(
          SlotException.Kind.WRONG_PLUGIN,
          slot.name(),
          found + "; expected pgoutput: name another slot, or free this name with " + drop,
          null);
    }
    if (!slot.database().equals(database)) {
      throw new SlotException(
          SlotException.Kind.WRONG_DATABASE,
          slot.name(),
          "belongs to database %s; expected %s: connect to that database, or name another slot"
              .formatted(Sql.identifier(slot.database()), Sql.identifier(database)),
          null);
    }
    if (slot.walStatus() == ReplicationSlot.WalStatus.LOST
        || !slot.invalidationReason().isEmpty()) {
      throw new SlotException(
          SlotException.Kind.INVALIDATED, slot.name(), lost(slot) + drop + again(slot), null);
    }
  }

  /** A temporary slot is always held by the connection that made it, which may be this one. */
  private static void requireFree(ReplicationSlot slot, Connection connection) throws SQLException {
    if (slot.isActive()
        && slot.activePid() != connection.unwrap(PGConnection.class).getBackendPID()) {
      throw SlotException.active(slot.name(), slot.activePid(), null);
    }
  }

  private static String lost(ReplicationSlot slot) {
    String reason =
        slot.invalidationReason().isEmpty()
            ? ""
            : ", invalidation_reason " + slot.invalidationReason();
    return "is lost (wal_status %s%s); changes since %s are gone from it, expected a slot that can be read: "
        .formatted(
            slot.walStatus().name().toLowerCase(java.util.Locale.ROOT),
            reason,
            slot.confirmedFlushLsn());
  }

  /** What keeps it from happening again, by the server's reason. */
  private static String again(ReplicationSlot slot) {
    String cure =
        switch (slot.invalidationReason()) {
          case "rows_removed" -> "; on the standby set hot_standby_feedback = on";
          case "wal_level_insufficient" -> "; keep wal_level = logical on the primary";
          case "idle_timeout" -> "; raise idle_replication_slot_timeout";
          default -> "; raise max_slot_wal_keep_size";
        };
    return ", create it again and take a new snapshot" + cure;
  }
}
