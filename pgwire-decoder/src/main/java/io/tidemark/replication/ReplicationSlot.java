package io.tidemark.replication;

import io.tidemark.pgoutput.Lsn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A replication slot as the server describes it at one moment. Immutable and thread-safe.
 *
 * <pre>{@code
 * ReplicationSlot slot = ReplicationSlot.find(connection, "orders_slot").orElseThrow();
 * System.out.println(slot.walStatus() + ", confirmed " + slot.confirmedFlushLsn());
 * }</pre>
 *
 * @param name unique in the whole server
 * @param plugin the output plugin; empty for a physical slot
 * @param database the database whose changes it decodes; empty for a physical slot
 * @param temporary whether it goes with the connection that made it
 * @param activePid the process that reads it now; 0 when nobody does
 * @param restartLsn the server keeps WAL from here on; INVALID when it keeps none
 * @param confirmedFlushLsn transactions that committed before are not sent again
 * @param walStatus whether the WAL that it needs is still there
 * @param safeWalSize bytes of WAL until the slot may be lost; -1 when there is no limit
 * @param twoPhase whether prepared transactions are decoded when they are prepared
 * @param failover whether it is copied to standbys; false before PostgreSQL 17
 * @param invalidationReason why it was lost, from PostgreSQL 17 on; empty when it was not
 * @see <a
 *     href="https://www.postgresql.org/docs/current/view-pg-replication-slots.html">pg_replication_slots</a>
 */
public record ReplicationSlot(
    String name,
    String plugin,
    String database,
    boolean temporary,
    int activePid,
    Lsn restartLsn,
    Lsn confirmedFlushLsn,
    WalStatus walStatus,
    long safeWalSize,
    boolean twoPhase,
    boolean failover,
    String invalidationReason) {

  /** The output plugin that Tidemark decodes. */
  static final String PLUGIN = "pgoutput";

  // to_jsonb: columns that an older server does not have read as NULL
  private static final String LIST =
      """
      SELECT slot_name, coalesce(plugin, ''), coalesce(database, ''), temporary, coalesce(active_pid, 0),
             coalesce(restart_lsn, '0/0')::text, coalesce(confirmed_flush_lsn, '0/0')::text,
             coalesce(wal_status, ''), coalesce(safe_wal_size, -1),
             coalesce((to_jsonb(s) ->> 'two_phase')::boolean, false),
             coalesce((to_jsonb(s) ->> 'failover')::boolean, false),
             coalesce(to_jsonb(s) ->> 'invalidation_reason', '')
        FROM pg_replication_slots s
       WHERE ? IN ('', slot_name)
       ORDER BY slot_name""";

  /** Whether the WAL that a slot needs is still there (column {@code wal_status}). */
  public enum WalStatus {
    /** Within max_wal_size. */
    RESERVED,
    /** Beyond max_wal_size, still kept. */
    EXTENDED,
    /** No longer kept: lost at the next checkpoint unless the reader catches up. */
    UNRESERVED,
    /** Removed: the slot can never be read again. */
    LOST,
    /** The slot needs none yet, or the server gives a status that this version does not know. */
    UNKNOWN;

    static WalStatus of(String text) {
      return switch (text) {
        case "reserved" -> RESERVED;
        case "extended" -> EXTENDED;
        case "unreserved" -> UNRESERVED;
        case "lost" -> LOST;
        default -> UNKNOWN;
      };
    }
  }

  /**
   * Asks the server for the slot of that name; empty when there is none.
   *
   * @param connection to any database of the server, a replication connection too
   */
  public static Optional<ReplicationSlot> find(Connection connection, String name)
      throws SQLException {
    return list(connection, name).stream().findFirst();
  }

  /** All slots of the server, physical ones too, by name. */
  public static List<ReplicationSlot> list(Connection connection) throws SQLException {
    return list(connection, "");
  }

  private static List<ReplicationSlot> list(Connection connection, String name)
      throws SQLException {
    List<ReplicationSlot> slots = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LIST)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          slots.add(read(row));
        }
      }
    }
    return slots;
  }

  /**
   * Creates a logical slot for pgoutput in the connection's database. Waits, without limit, until
   * every transaction that writes now has ended. {@link ExportedSnapshot} also gives a snapshot to
   * start from.
   *
   * @throws PrerequisiteException when the server is too old for what is asked
   * @throws SQLException with SQLSTATE 42710 when there is a slot of that name
   */
  public static ReplicationSlot create(Connection connection, SlotOptions options)
      throws SQLException {
    ServerState server = ServerState.read(connection);
    options.requireSupportedBy(server, server.database());
    String failover = server.major() < 17 ? "" : ", " + options.failover();
    String call =
        "SELECT pg_create_logical_replication_slot(%s, %s, %s, %s%s)"
            .formatted(
                Sql.literal(options.name()),
                Sql.literal(PLUGIN),
                options.temporary(),
                options.twoPhase(),
                failover);
    try (Statement statement = connection.createStatement()) {
      statement.execute(call);
    }
    return find(connection, options.name()).orElseThrow();
  }

  /**
   * Drops a slot: what it has not sent is never sent, and its WAL may go.
   *
   * @throws SQLException with SQLSTATE 55006 when somebody reads it, 42704 when there is none
   */
  public static void drop(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_drop_replication_slot(?)")) {
      statement.setString(1, name);
      statement.execute();
    }
  }

  /**
   * Confirms everything up to {@code lsn} without reading it: it is never sent.
   *
   * @return where the slot stands now, at {@code lsn} or at the end of the WAL before it
   * @throws SQLException with SQLSTATE 55006 when somebody reads it, 42704 when there is none
   */
  public static Lsn advance(Connection connection, String name, Lsn lsn) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT end_lsn::text FROM pg_replication_slot_advance(?, ?::pg_lsn)")) {
      statement.setString(1, name);
      statement.setString(2, lsn.toString());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return Lsn.parse(row.getString(1));
      }
    }
  }

  private static ReplicationSlot read(ResultSet row) throws SQLException {
    return new ReplicationSlot(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getBoolean(4),
        row.getInt(5),
        Lsn.parse(row.getString(6)),
        Lsn.parse(row.getString(7)),
        WalStatus.of(row.getString(8)),
        row.getLong(9),
        row.getBoolean(10),
        row.getBoolean(11),
        row.getString(12));
  }

  /** Whether somebody reads it now. */
  public boolean isActive() {
    return activePid != 0;
  }
}
