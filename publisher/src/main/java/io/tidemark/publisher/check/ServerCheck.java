package io.tidemark.publisher.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Settings of the whole server. */
final class ServerCheck {
  private static final int OLDEST_MAJOR = 14;

  private static final String QUERY =
      """
      SELECT current_setting('server_version_num')::int / 10000 AS major,
             current_setting('server_version') AS version,
             coalesce(current_setting('effective_wal_level', true), current_setting('wal_level')) AS wal_level,
             current_setting('max_replication_slots')::int AS max_slots,
             (SELECT count(*) FROM pg_replication_slots) AS slots,
             current_setting('max_wal_senders')::int AS max_senders,
             (SELECT count(*) FROM pg_stat_replication) AS senders,
             (SELECT setting::bigint FROM pg_settings WHERE name = 'max_slot_wal_keep_size') AS keep_mb,
             current_setting('max_slot_wal_keep_size') AS keep,
             coalesce(current_setting('idle_replication_slot_timeout', true), '0') AS idle_timeout,
             pg_is_in_recovery() AS standby""";

  private ServerCheck() {}

  static void run(Connection connection, List<Finding> findings) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      row.next();
      findings.add(version(row));
      findings.add(walLevel(row));
      findings.add(
          free(
              "replication slots", "max_replication_slots", row, row.getInt("slots"), "max_slots"));
      findings.add(
          free("WAL senders", "max_wal_senders", row, row.getInt("senders"), "max_senders"));
      findings.add(keptWal(row));
      idleTimeout(row, findings);
    }
  }

  private static Finding version(ResultSet row) throws SQLException {
    int major = row.getInt("major");
    String found = "PostgreSQL " + row.getString("version");
    if (major < OLDEST_MAJOR) {
      return Finding.fix(found + "; expected " + OLDEST_MAJOR + " or newer: upgrade the server");
    }
    if (row.getBoolean("standby") && major < 16) {
      return Finding.fix(
          found
              + " as a standby, which decodes from 16 on; expected the primary: correct the host");
    }
    return Finding.pass(found + (row.getBoolean("standby") ? ", a standby" : ""));
  }

  private static Finding walLevel(ResultSet row) throws SQLException {
    String level = row.getString("wal_level");
    return level.equals("logical")
        ? Finding.pass("wal_level is logical")
        : Finding.fix(
            "wal_level is " + level + "; expected logical",
            "ALTER SYSTEM SET wal_level = logical;",
            "-- then restart PostgreSQL");
  }

  private static Finding free(String what, String setting, ResultSet row, int used, String column)
      throws SQLException {
    int max = row.getInt(column);
    String found = "%d of %d %s in use (%s)".formatted(used, max, what, setting);
    return used < max
        ? Finding.pass(found)
        : Finding.fix(
            found + "; expected one to be free",
            "ALTER SYSTEM SET %s = %d;".formatted(setting, max + 10),
            "-- then restart PostgreSQL");
  }

  private static Finding keptWal(ResultSet row) throws SQLException {
    return row.getLong("keep_mb") < 0
        ? Finding.warn(
            "max_slot_wal_keep_size has no limit: while nobody reads the slot, WAL fills the disk",
            "ALTER SYSTEM SET max_slot_wal_keep_size = '100GB';  -- less than the disk has",
            "SELECT pg_reload_conf();")
        : Finding.pass(
            "max_slot_wal_keep_size is %s: a slot that falls further behind is lost"
                .formatted(row.getString("keep")));
  }

  private static void idleTimeout(ResultSet row, List<Finding> findings) throws SQLException {
    String timeout = row.getString("idle_timeout");
    if (!timeout.equals("0")) {
      findings.add(
          Finding.warn(
              "idle_replication_slot_timeout is %s: a slot that nobody reads for so long is lost"
                  .formatted(timeout),
              "ALTER SYSTEM SET idle_replication_slot_timeout = 0;",
              "SELECT pg_reload_conf();"));
    }
  }
}
