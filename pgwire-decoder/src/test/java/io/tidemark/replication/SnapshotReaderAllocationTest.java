package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tidemark.pgoutput.CopyDecoder;
import io.tidemark.pgoutput.CopyFormat;
import io.tidemark.pgoutput.WireTuple;
import io.tidemark.testing.TestPostgres;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * A row of a snapshot costs PgJDBC's array for its bytes, and little besides: all of it PgJDBC's.
 */
final class SnapshotReaderAllocationTest {
  private static final int ROWS = 50_000;

  /**
   * For what PgJDBC makes unless the JVM has inlined its reading, which may happen in one of two
   * runs and not in the other: 66 to 87 bytes a row were measured.
   */
  private static final long SMALL = 128L * ROWS;

  /** What the JVM itself may take meanwhile, far less than one byte a row. */
  private static final long NOISE = ROWS / 2;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final String DATABASE = "snapshot_allocation";

  private long seen;

  private void see(WireTuple row, boolean last) {
    seen += row.length(1) + (last ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource(CopyFormat.class)
  void allocatesLittleForARowBesidesItsBytes(CopyFormat format) throws SQLException {
    TestPostgres postgres = TestPostgres.shared();
    String name = DATABASE + "_" + format.sql();
    try (SourceDatabase source = SourceDatabase.create(postgres, name);
        SnapshotReader reader = SnapshotReader.open(source.config().build());
        Connection connection = postgres.connect(name)) {
      source.execute(
          "INSERT INTO item SELECT i, 'a\\b' || i FROM generate_series(1, %d) i".formatted(ROWS));
      reader.begin();
      SnapshotTable table = reader.tables(List.of(SourceDatabase.PUBLICATION)).get(0);
      String query = table.query(table.heaps().get(0), "");
      reader.copy(table.relation(), query, format, this::see);
      drain(connection, query, format);

      long before = THREADS.getCurrentThreadAllocatedBytes();
      drain(connection, query, format);
      long plain = THREADS.getCurrentThreadAllocatedBytes() - before;
      assertThat(reader.copy(table.relation(), query, format, this::see)).isEqualTo(ROWS);
      long ours = THREADS.getCurrentThreadAllocatedBytes() - before - plain;

      assertThat(seen).isGreaterThan(ROWS);
      assertThat(ours - plain).isLessThan(SMALL);
    }
  }

  /** The decoder alone: how much PgJDBC allocates hangs on what the JVM has inlined. */
  @ParameterizedTest
  @EnumSource(CopyFormat.class)
  void decodingAllocatesNothing(CopyFormat format) throws SQLException {
    TestPostgres postgres = TestPostgres.shared();
    String name = DATABASE + "_decoded_" + format.sql();
    try (SourceDatabase source = SourceDatabase.create(postgres, name);
        SnapshotReader reader = SnapshotReader.open(source.config().build());
        Connection connection = postgres.connect(name)) {
      source.execute(
          "INSERT INTO item SELECT i, 'a\\b' || i FROM generate_series(1, %d) i".formatted(ROWS));
      reader.begin();
      SnapshotTable table = reader.tables(List.of(SourceDatabase.PUBLICATION)).get(0);
      List<byte[]> messages = new ArrayList<>();
      drain(connection, table.query(table.heaps().get(0), ""), format, messages::add);

      CopyDecoder decoder = new CopyDecoder(table.relation(), format);
      Consumer<WireTuple> handler = row -> see(row, false);
      messages.forEach(message -> decoder.decode(message, 0, message.length, handler));
      CopyDecoder measured = new CopyDecoder(table.relation(), format);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (byte[] message : messages) {
        measured.decode(message, 0, message.length, handler);
      }
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

      assertThat(seen).isGreaterThan(ROWS);
      assertThat(allocated).isLessThan(NOISE);
    }
  }

  private static void drain(Connection connection, String query, CopyFormat format)
      throws SQLException {
    drain(connection, query, format, message -> {});
  }

  private static void drain(
      Connection connection, String query, CopyFormat format, Consumer<byte[]> messages)
      throws SQLException {
    CopyOut out =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("COPY (" + query + ") TO STDOUT WITH (FORMAT " + format.sql() + ")");
    byte[] message = out.readFromCopy();
    while (message != null) {
      messages.accept(message);
      message = out.readFromCopy();
    }
  }
}
