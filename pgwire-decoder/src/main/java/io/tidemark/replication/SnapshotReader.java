package io.tidemark.replication;

import io.tidemark.pgoutput.CopyDecoder;
import io.tidemark.pgoutput.CopyFormat;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads tables as one snapshot sees them, with COPY, into the same row view as the stream.
 *
 * <pre>{@code
 * try (ExportedSnapshot exported = ExportedSnapshot.createSlot(config, SlotOptions.named("orders"));
 *     SnapshotReader reader = SnapshotReader.open(config)) {
 *   reader.begin(exported.name());
 *   for (SnapshotTable table : reader.tables(config.publications())) {
 *     for (SnapshotTable.Heap heap : table.heaps()) {
 *       reader.copy(table.relation(), table.query(heap, ""), CopyFormat.TEXT,
 *           (row, last) -> System.out.println(table.relation() + " " + row));
 *     }
 *   }
 *   reader.end();
 * }
 * }</pre>
 *
 * <p>Holds one connection with the session settings of a stream, so that values look the same.
 * Decoding a row makes no object. PgJDBC makes an array for its bytes, and where the JVM has not
 * inlined PgJDBC's reading, less than 128 bytes of objects besides. Belongs to one thread, except
 * {@link #close}: called by another one, it ends a copy that is running.
 */
public final class SnapshotReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotReader.class);

  private final Connection connection;
  private final ReplicationConfig config;

  private SnapshotReader(Connection connection, ReplicationConfig config) {
    this.connection = connection;
    this.config = config;
  }

  /**
   * Connects.
   *
   * @param config where and as whom; its slot and publications are not looked at
   * @throws ReplicationException when the server cannot be reached or refuses
   */
  public static SnapshotReader open(ReplicationConfig config) {
    try {
      return new SnapshotReader(ReplicationConnection.openForReading(config), config);
    } catch (SQLException e) {
      throw ServerErrors.whileConnecting(e, config);
    }
  }

  /**
   * Starts a read-only transaction that sees what the exported snapshot does.
   *
   * @throws ServerException when the snapshot is gone: SQLSTATE 22023 or 42704
   */
  public void begin(String exportedSnapshot) {
    execute(
        "import snapshot " + exportedSnapshot,
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT "
            + Sql.literal(exportedSnapshot));
  }

  /**
   * Returns when every transaction has ended that has written by now: so a snapshot taken after it
   * sees all that a slot has sent. Without it, a commit is in the WAL, and sent, before it is
   * visible; with synchronous replication perhaps long before.
   *
   * @param stopping asked again and again; ends the wait
   * @return false when it was stopped
   */
  public boolean awaitWriters(BooleanSupplier stopping) {
    // A standby shows each commit as soon as it has applied it
    long next =
        ask(
            "ask for the next transaction",
            "SELECT CASE WHEN pg_is_in_recovery() THEN 0 ELSE pg_current_xact_id()::text::bigint END",
            row -> row.getLong(1));
    long oldest = 0;
    while (oldest < next) {
      if (stopping.getAsBoolean()) {
        return false;
      }
      oldest =
          ask(
              "wait for the transactions that write",
              "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint FROM pg_sleep(0.02)",
              row -> row.getLong(1));
    }
    return true;
  }

  /** Starts a read-only transaction that sees what is committed now. */
  public void begin() {
    execute("take a snapshot", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  }

  /**
   * Starts a read-only transaction and keeps a table from being altered, truncated or dropped until
   * it ends. What it sees is decided later, by {@link #cut}. Waits as long as somebody else does
   * such a thing.
   *
   * @throws ServerException when there is no such table: SQLSTATE 42P01 or 3F000
   */
  public void lock(SnapshotTable.Heap heap) {
    execute(
        "lock " + heap,
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; LOCK TABLE ONLY "
            + Sql.identifier(heap.namespace())
            + "."
            + Sql.identifier(heap.name())
            + " IN ACCESS SHARE MODE");
  }

  /**
   * Takes the snapshot of the transaction that {@link #lock} has begun, and says where in the
   * stream it is.
   *
   * @throws ReplicationException when the server does not answer
   */
  public SnapshotCut cut() {
    // A standby does not list what is in progress: there all from xmin on counts as not visible
    return ask(
        "take a snapshot",
        """
        SELECT CASE WHEN pg_is_in_recovery()
                 THEN pg_snapshot_xmin(s)::text || ':' || pg_snapshot_xmin(s)::text || ':'
                 ELSE s::text END,
               CASE WHEN pg_is_in_recovery()
                 THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_flush_lsn() END::text,
               (extract(epoch FROM clock_timestamp()) * 1000000)::bigint
          FROM pg_current_snapshot() s""",
        row ->
            new SnapshotCut(
                VisibleTransactions.parse(row.getString(1)),
                SnapshotCut.beforePageHeader(Lsn.parse(row.getString(2))),
                row.getLong(3)));
  }

  /** Ends the transaction, and with it what the server kept for it. */
  public void end() {
    execute("end a snapshot", "COMMIT");
  }

  /**
   * Exports what the open transaction sees, until it ends.
   *
   * @throws ReplicationException when the server refuses
   */
  public SnapshotPoint export() {
    return ask(
        "export a snapshot",
        """
        SELECT pg_export_snapshot(), pg_current_wal_insert_lsn()::text,
               pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint,
               (extract(epoch FROM clock_timestamp()) * 1000000)::bigint
          FROM pg_current_snapshot() s""",
        row ->
            new SnapshotPoint(
                row.getString(1),
                Lsn.parse(row.getString(2)),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5)));
  }

  /**
   * Returns when the server has answered.
   *
   * @throws ReplicationException when it does not, or the transaction has failed
   */
  public void ping() {
    execute("ask whether the snapshot is still there", "SELECT 1");
  }

  /**
   * The tables of the publications, by schema and name in byte order, as the catalog has them now.
   *
   * @throws ReplicationException when the server does not answer
   */
  public List<SnapshotTable> tables(List<String> publications) {
    return tables(new SnapshotTablesQuery(connection, publications));
  }

  /**
   * One table of the publications; empty when it is not, or no longer, published.
   *
   * @param oid of {@code pg_class}, unsigned
   * @throws ReplicationException when the server does not answer
   */
  public Optional<SnapshotTable> table(List<String> publications, int oid) {
    return tables(new SnapshotTablesQuery(connection, publications, oid)).stream().findFirst();
  }

  private List<SnapshotTable> tables(SnapshotTablesQuery query) {
    try {
      return query.run();
    } catch (SQLException e) {
      throw ServerErrors.whileReading("list the published tables", e, config);
    }
  }

  /**
   * The number of the file that holds a table's rows now, whatever the transaction sees: when it
   * has changed, the rows of before are not to be seen any more, by anybody.
   *
   * @return 0 when there is no such table
   */
  public long filenode(SnapshotTable.Heap heap) {
    // Locking pg_class makes the server notice what others have done to the table
    return ask(
        "look at " + heap,
        "SELECT coalesce(max(pg_relation_filenode(oid)::bigint), 0) FROM pg_class WHERE oid = "
            + Integer.toUnsignedString(heap.oid()),
        row -> row.getLong(1));
  }

  /**
   * Copies the rows of a query. After an exception the reader is of no more use.
   *
   * @param relation names the columns of the query, in the same order
   * @return how many rows
   * @throws ServerException when the server refuses: SQLSTATE 42P01 and 42703 when the table or a
   *     column has gone
   * @throws io.tidemark.pgoutput.ProtocolException when the rows are not those of the relation
   */
  public long copy(Relation relation, String query, CopyFormat format, SnapshotHandler handler) {
    String copy = "COPY (" + query + ") TO STDOUT WITH (FORMAT " + format.sql() + ")";
    try {
      CopyOut out = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy);
      boolean complete = false;
      try {
        long rows = drain(out, new CopyDecoder(relation, format), handler);
        complete = true;
        return rows;
      } finally {
        if (!complete) {
          close(); // else PgJDBC would first read all that is still to come
        }
      }
    } catch (SQLException e) {
      throw ServerErrors.whileReading("read " + relation, e, config);
    }
  }

  private static long drain(CopyOut out, CopyDecoder decoder, SnapshotHandler handler)
      throws SQLException {
    Consumer<WireTuple> inner = row -> handler.onRow(row, false);
    Consumer<WireTuple> last = row -> handler.onRow(row, true);
    long rows = 0;
    byte[] message = out.readFromCopy();
    while (message != null) {
      byte[] next = out.readFromCopy();
      boolean isLast = next == null || decoder.isTrailer(next, 0, next.length);
      rows += decoder.decode(message, 0, message.length, isLast ? last : inner) ? 1 : 0;
      message = next;
    }
    return rows;
  }

  private interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> T ask(String what, String sql, Reading<T> reading) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return reading.read(row);
    } catch (SQLException e) {
      throw ServerErrors.whileReading(what, e, config);
    }
  }

  private void execute(String what, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw ServerErrors.whileReading(what, e, config);
    }
  }

  /** Ends the connection, at once. */
  @Override
  public void close() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.debug("the connection ended before it was closed", e);
    }
  }
}
