package io.tidemark.benchmarks.workload;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL that holds one transaction of each {@link Workload} and {@link ValueType} behind a
 * replication slot. The slot is only ever peeked at, so every JVM that asks gets the same bytes.
 *
 * <p>One server serves a whole run: the launcher starts it and passes its URL to the JVMs that
 * measure. A JVM that is given none, such as a test's, starts its own.
 */
public final class BenchmarkDatabase {
  /** The system property that passes the URL on. */
  public static final String URL_PROPERTY = "tidemark.benchmarks.url";

  /** The rows of a transaction. */
  public static final int ROWS = 1000;

  private static final String NAME = "benchmarks";
  private static final String PEEK =
      "SELECT lsn, data FROM pg_logical_slot_peek_binary_changes('benchmarks', NULL, NULL, 'proto_version', '1',"
          + " 'publication_names', ?, 'binary', ?)";

  private BenchmarkDatabase() {}

  /** The URL of this run's database. */
  public static String url() {
    String passed = System.getProperty(URL_PROPERTY);
    return passed != null ? passed : Own.URL;
  }

  /** The transaction of a workload. */
  public static RecordedTransaction record(Workload workload, WireFormat format) {
    return record(workload.table(), workload.rowTag(), format);
  }

  /** The transaction that filled the table of a type. */
  public static RecordedTransaction record(ValueType type, WireFormat format) {
    return record(type.table(), (byte) 'I', format);
  }

  private static RecordedTransaction record(String publication, byte rowTag, WireFormat format) {
    Frame relation = null;
    List<Frame> transaction = new ArrayList<>();
    for (Frame frame : peek(publication, format)) {
      switch (frame.tag()) {
        case 'B' -> transaction.clear();
        case 'R' -> relation = frame;
        default -> {}
      }
      if (frame.tag() != 'R') {
        transaction.add(frame);
      }
      if (frame.tag() == 'C' && transaction.get(1).tag() == rowTag) {
        break;
      }
    }
    return new RecordedTransaction(announced(relation, publication), transaction);
  }

  private static Frame announced(@Nullable Frame relation, String table) {
    if (relation == null) {
      throw new IllegalStateException("the slot holds no change of " + table);
    }
    return relation;
  }

  private static List<Frame> peek(String publication, WireFormat format) {
    List<Frame> frames = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url());
        PreparedStatement peek = connection.prepareStatement(PEEK)) {
      peek.setString(1, publication);
      peek.setString(2, Boolean.toString(format == WireFormat.BINARY));
      try (ResultSet rows = peek.executeQuery()) {
        while (rows.next()) {
          frames.add(new Frame(Lsn.parse(rows.getString(1)).value(), rows.getBytes(2)));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot record the frames of " + publication, e);
    }
    return frames;
  }

  /** Creates the database on a server that has none yet, and returns its URL. */
  public static String prepare(TestPostgres postgres) {
    String url = postgres.createDatabase(NAME);
    List<String> sql = new ArrayList<>();
    List<String> changes = new ArrayList<>();
    for (Workload workload : Workload.values()) {
      if (workload.rowTag() == 'I') {
        sql.add(workload.createTable());
        sql.add("CREATE PUBLICATION %1$s FOR TABLE %1$s".formatted(workload.table()));
      }
      changes.add(workload.statement(ROWS));
    }
    for (ValueType type : ValueType.values()) {
      sql.add(type.createTable());
      sql.add("CREATE PUBLICATION %1$s FOR TABLE %1$s".formatted(type.table()));
      changes.add(type.statement(ROWS));
    }
    sql.add("SELECT pg_create_logical_replication_slot('benchmarks', 'pgoutput')");
    sql.addAll(changes);
    postgres.execute(NAME, sql.toArray(String[]::new));
    return url;
  }

  private static final class Own {
    static final String URL = prepare(TestPostgres.shared());
  }
}
