package io.tidemark.replication;

import io.tidemark.replication.PrerequisiteException.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for what would stop a stream, before it starts: the server's own errors come late, one at a
 * time, and without the remedy.
 *
 * @param server what runs there
 * @param slot the slot, which can be read
 */
record Preflight(ServerState server, ReplicationSlot slot) {
  private static final String PLUGIN = "pgoutput";

  static Preflight run(Connection connection, ReplicationConfig config) throws SQLException {
    ServerState server = ServerState.read(connection);
    requireVersions(server, config);
    requireWalLevel(server, config);
    requirePublications(connection, config);
    ReplicationSlot slot =
        ReplicationSlot.find(connection, config.slot()).orElseThrow(() -> missing(server, config));
    requireReadable(slot, server);
    return new Preflight(server, slot);
  }

  private static void requireVersions(ServerState server, ReplicationConfig config) {
    requireVersion("Tidemark", 14, "upgrade the server", server, config);
    ProtocolVersion protocol = config.protocolVersion();
    requireVersion(
        "protocolVersion " + protocol,
        protocol.sinceMajor(),
        "set NEWEST, or leave it out",
        server,
        config);
    if (config.streaming() == Streaming.PARALLEL) {
      requireVersion("streaming PARALLEL", 16, "set ON or OFF", server, config);
    }
    if (config.twoPhase()) {
      requireVersion("twoPhase", 15, "leave it off", server, config);
    }
    if (config.origin() == OriginFilter.NONE) {
      requireVersion("origin NONE", 16, "set ANY, or leave it out", server, config);
    }
  }

  private static void requireVersion(
      String what, int least, String remedy, ServerState server, ReplicationConfig config) {
    if (server.major() < least) {
      throw new PrerequisiteException(
          Kind.SERVER_VERSION,
          "%s needs PostgreSQL %d; %s runs %s: %s"
              .formatted(what, least, config.place(), server.version(), remedy),
          null);
    }
  }

  private static void requireWalLevel(ServerState server, ReplicationConfig config) {
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

  private static void requireReadable(ReplicationSlot slot, ServerState server) {
    String drop = "SELECT pg_drop_replication_slot(" + Sql.literal(slot.name()) + ")";
    if (!slot.plugin().equals(PLUGIN)) {
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
    if (!slot.database().equals(server.database())) {
      throw new SlotException(
          SlotException.Kind.WRONG_DATABASE,
          slot.name(),
          "belongs to database %s; expected %s: connect to that database, or name another slot"
              .formatted(Sql.identifier(slot.database()), Sql.identifier(server.database())),
          null);
    }
    if (slot.walStatus() == ReplicationSlot.WalStatus.LOST
        || !slot.invalidationReason().isEmpty()) {
      throw new SlotException(
          SlotException.Kind.INVALIDATED, slot.name(), lost(slot) + drop + again(slot), null);
    }
    if (slot.isActive()) {
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
