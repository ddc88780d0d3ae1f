package io.tidemark.publisher.check;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.replication.ReplicationSlot.WalStatus;
import io.tidemark.replication.SqlConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the slot can be read, and how far it is behind. */
final class SlotCheck {
  private static final String PLUGIN = "pgoutput";
  private static final int FAILOVER_SINCE = 17;

  private SlotCheck() {}

  static void run(Connection connection, ReplicationConfig config, List<Finding> findings)
      throws SQLException {
    Optional<ReplicationSlot> slot = ReplicationSlot.find(connection, config.slot());
    if (slot.isEmpty()) {
      findings.add(missing(config, connection.getMetaData().getDatabaseMajorVersion()));
    } else {
      findings.add(found(slot.get(), connection.getCatalog(), SqlConnection.walEnd(connection)));
      if (config.failover() && !slot.get().failover()) {
        findings.add(notCopied(slot.get().name(), connection.getCatalog()));
      }
    }
  }

  private static Finding missing(ReplicationConfig config, int major) {
    return config.failover() && major < FAILOVER_SINCE
        ? Finding.fix(
            "slot.failover=true needs PostgreSQL %d, found %d".formatted(FAILOVER_SINCE, major),
            "slot.failover=false")
        : Finding.pass("slot " + config.slot() + " does not exist; the first start creates it");
  }

  /** The setting is for slots that are created. */
  private static Finding notCopied(String name, String database) {
    return Finding.warn(
        "slot "
            + name
            + " is not copied to standbys, and slot.failover=true changes no slot that exists",
        "psql \"dbname=%s replication=database\" -c 'ALTER_REPLICATION_SLOT %s (FAILOVER true)'"
            .formatted(database, name));
  }

  /** Slot names hold nothing that must be quoted. */
  private static String create(String name) {
    return "SELECT pg_create_logical_replication_slot('%s', '%s');".formatted(name, PLUGIN);
  }

  private static Finding found(ReplicationSlot slot, String database, Lsn walEnd) {
    String name = "slot " + slot.name();
    String drop = "SELECT pg_drop_replication_slot('%s');".formatted(slot.name());
    if (!slot.plugin().equals(PLUGIN)) {
      return Finding.fix(
          name
              + (slot.plugin().isEmpty() ? " is physical" : " is of the plugin " + slot.plugin())
              + "; expected "
              + PLUGIN
              + ": set slot.name to another, or free this one",
          drop,
          create(slot.name()));
    }
    if (!slot.database().equals(database)) {
      return Finding.fix(
          "%s belongs to database %s; expected %s: set slot.name or database.dbname"
              .formatted(name, slot.database(), database));
    }
    if (slot.walStatus() == WalStatus.LOST || !slot.invalidationReason().isEmpty()) {
      return Finding.fix(
          name + " is lost" + reason(slot) + ": what it had not sent is gone from it",
          drop,
          create(slot.name()));
    }
    if (slot.isActive()) {
      return Finding.fix(
          "%s is being read by PID %d; expected it to be free: stop its reader, or end it"
              .formatted(name, slot.activePid()),
          "SELECT pg_terminate_backend(%d);".formatted(slot.activePid()));
    }
    return behind(slot, walEnd);
  }

  private static String reason(ReplicationSlot slot) {
    return slot.invalidationReason().isEmpty() ? "" : " (" + slot.invalidationReason() + ")";
  }

  private static Finding behind(ReplicationSlot slot, Lsn walEnd) {
    String found =
        "slot %s is free, confirmed %s, %s behind, wal_status %s"
            .formatted(
                slot.name(),
                slot.confirmedFlushLsn(),
                Text.bytes(Math.max(0, walEnd.bytesSince(slot.confirmedFlushLsn()))),
                slot.walStatus().name().toLowerCase(Locale.ROOT));
    return slot.walStatus() == WalStatus.UNRESERVED
        ? Finding.warn(
            found + ": the next checkpoint may lose it",
            "ALTER SYSTEM SET max_slot_wal_keep_size = -1;",
            "SELECT pg_reload_conf();")
        : Finding.pass(found);
  }
}
