package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import io.tidemark.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Transactions in progress and prepared ones, on a real server, from the slot to the handler. */
@Timeout(120)
class AssembledStreamTest {
  private static final TestPostgres POSTGRES = TestPostgres.shared();
  private static final int LARGE = 5_000;

  @TempDir private Path directory;

  /** Counts rows and commits; the table's ids go up from 1. */
  private static class Rows extends IgnoringWalHandler {
    final List<Integer> ids = new ArrayList<>();
    int commits;
    long endLsn;

    @Override
    public void onInsert(long xid, Relation relation, WireTuple row) {
      ids.add(row.getInt(0));
    }

    @Override
    public void onCommit(long commitLsn, long commitEndLsn, long commitTimeMicros) {
      commits++;
      endLsn = commitEndLsn;
    }
  }

  private AssembledStream assemble(ReplicationStream stream, WalHandler handler) {
    AssemblerConfig config =
        AssemblerConfig.builder()
            .maxBufferedBytes(AssemblerConfig.SMALLEST_BUFFER)
            .spillDirectory(directory)
            .build();
    return AssembledStream.of(stream, handler, config);
  }

  private static ReplicationStream open(SourceDatabase source) {
    return ReplicationStream.open(
        source
            .config()
            .streaming(Streaming.ON)
            .twoPhase(true)
            .setting("logical_decoding_work_mem", "64kB")
            .build());
  }

  private static String insert(int from, int to) {
    return "INSERT INTO item SELECT i, 'some text of a row' FROM generate_series(%d, %d) i"
        .formatted(from, to);
  }

  @Test
  void handsOnALargeTransactionInSeveralPolls() {
    try (SourceDatabase source = SourceDatabase.create(POSTGRES, "paced")) {
      source.execute(insert(1, LARGE));
      Rows rows = new Rows();
      try (ReplicationStream stream = open(source);
          AssembledStream transactions = assemble(stream, rows)) {
        while (rows.commits == 0) {
          int before = rows.ids.size();
          transactions.poll(100);
          assertThat(rows.ids.size() - before).isLessThanOrEqualTo(100);
        }
      }
      assertThat(rows.ids).hasSize(LARGE).isSorted();
      assertThat(directory).isEmptyDirectory();
    }
  }

  @Test
  void tellsWhatIsHeld() throws SQLException {
    try (SourceDatabase source = SourceDatabase.create(POSTGRES, "held");
        Connection connection = POSTGRES.connect("held");
        Statement statement = connection.createStatement();
        ReplicationStream stream = open(source);
        AssembledStream transactions = assemble(stream, new Rows())) {
      connection.setAutoCommit(false);
      statement.execute(insert(1, LARGE));
      AssemblerStatus status = transactions.status();
      while (status.spilledBytes() == 0) {
        transactions.poll(1_000);
        status = transactions.status();
      }
      assertThat(status.inProgress()).isEqualTo(1);
      assertThat(status.prepared()).isZero();
      assertThat(status.bufferedBytes()).isLessThanOrEqualTo(AssemblerConfig.SMALLEST_BUFFER);

      connection.rollback();
      while (transactions.status().inProgress() > 0) {
        transactions.poll(1_000);
      }
      assertThat(transactions.status()).isEqualTo(new AssemblerStatus(0, 0, 0, 0));
    }
  }

  @Test
  void losesNothingWhenItEndsAmidATransactionInProgress() throws SQLException {
    try (SourceDatabase source = SourceDatabase.create(POSTGRES, "amid");
        Connection connection = POSTGRES.connect("amid");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(insert(10, LARGE));
      source.execute(insert(1, 1));
      Rows first = new Rows();
      try (ReplicationStream stream = open(source);
          AssembledStream transactions = assemble(stream, first)) {
        while (first.commits == 0 || transactions.status().inProgress() == 0) {
          transactions.poll(1_000);
        }
        transactions.acknowledge(new Lsn(first.endLsn));
      }
      assertThat(first.ids).containsExactly(1);
      connection.commit();
      Rows second = new Rows();
      try (ReplicationStream stream = open(source);
          AssembledStream transactions = assemble(stream, second)) {
        while (second.commits == 0) {
          transactions.poll(1_000);
        }
      }
      assertThat(second.ids).hasSize(LARGE - 9).isSorted().startsWith(10);
    }
  }

  @Test
  void sendsAgainWhatWasHandedOnButNotAcknowledged() {
    try (SourceDatabase source = SourceDatabase.create(POSTGRES, "unacknowledged")) {
      source.execute(insert(1, LARGE));
      Rows half = new Rows();
      try (ReplicationStream stream = open(source);
          AssembledStream transactions = assemble(stream, half)) {
        while (half.ids.size() < LARGE / 2) {
          transactions.poll(100);
        }
      }
      assertThat(half.commits).isZero();
      Rows again = new Rows();
      try (ReplicationStream stream = open(source);
          AssembledStream transactions = assemble(stream, again)) {
        while (again.commits == 0) {
          transactions.poll(1_000);
        }
      }
      assertThat(again.ids).hasSize(LARGE).isSorted();
      assertThat(source.confirmedFlushLsn()).isLessThan(new Lsn(again.endLsn));
    }
  }

  @Test
  void whatTheHandlerThrowsAmidATransactionEndsTheStream() {
    try (SourceDatabase source = SourceDatabase.create(POSTGRES, "throwing")) {
      source.execute(insert(1, LARGE));
      IllegalStateException thrown = new IllegalStateException("no room");
      WalHandler failing =
          new Rows() {
            @Override
            public void onInsert(long xid, Relation relation, WireTuple row) {
              if (row.getInt(0) == 700) {
                throw thrown;
              }
            }
          };
      try (ReplicationStream stream = open(source);
          AssembledStream transactions = assemble(stream, failing)) {
        assertThatThrownBy(
                () -> {
                  while (stream.isOpen()) {
                    transactions.poll(100);
                  }
                })
            .isSameAs(thrown);
        assertThat(stream.isOpen()).isFalse();
        assertThatThrownBy(() -> transactions.poll(100)).isSameAs(thrown);
      }
      assertThat(directory).isEmptyDirectory();
    }
  }

  @Test
  void confirmsARollbackThatNobodyAcknowledges() {
    try (SourceDatabase source = SourceDatabase.create(POSTGRES, "rolled_back");
        ReplicationStream stream = open(source);
        AssembledStream transactions = assemble(stream, new Rows())) {
      source.execute(
          "BEGIN; INSERT INTO item VALUES (1, 'a'); PREPARE TRANSACTION 'rolled_back'",
          "ROLLBACK PREPARED 'rolled_back'");
      Lsn after = source.currentWalLsn();
      while (stream.status().confirmed().compareTo(after) < 0) {
        transactions.poll(1_000);
      }
      assertThat(transactions.status()).isEqualTo(new AssemblerStatus(0, 0, 0, 0));
    }
  }

  @Test
  void passesOverTheCommitOfAPrepareThatTheOriginFilterTookOut() throws SQLException {
    try (SourceDatabase source = SourceDatabase.create(POSTGRES, "filtered")) {
      Rows rows = new Rows();
      ReplicationConfig config = source.config().twoPhase(true).origin(OriginFilter.NONE).build();
      try (ReplicationStream stream = ReplicationStream.open(config);
          AssembledStream transactions = assemble(stream, rows)) {
        source.execute("SELECT pg_replication_origin_create('elsewhere')");
        prepareWithOrigin("filtered", "elsewhere");
        source.execute("COMMIT PREPARED 'from elsewhere'");
        Lsn after = source.currentWalLsn();
        while (stream.status().confirmed().compareTo(after) < 0) {
          transactions.poll(1_000);
        }
        source.execute(insert(2, 2));
        while (rows.commits == 0) {
          transactions.poll(1_000);
        }
        assertThat(rows.ids).containsExactly(2);
      } finally {
        source.execute("SELECT pg_replication_origin_drop('elsewhere')");
      }
    }
  }

  private static void prepareWithOrigin(String database, String origin) throws SQLException {
    try (Connection connection = POSTGRES.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_replication_origin_session_setup('" + origin + "')");
      statement.execute("BEGIN");
      statement.execute("INSERT INTO item VALUES (1, 'from elsewhere')");
      statement.execute("PREPARE TRANSACTION 'from elsewhere'");
    }
  }

  @Test
  void needsNoSpillDirectoryForAStreamThatHoldsNothingBack() {
    try (SourceDatabase source = SourceDatabase.create(POSTGRES, "plain")) {
      source.execute(insert(1, 3));
      Rows rows = new Rows();
      AssemblerConfig nowhere =
          AssemblerConfig.builder().spillDirectory(Path.of("/dev/null/nowhere")).build();
      try (ReplicationStream stream = source.open();
          AssembledStream transactions = AssembledStream.of(stream, rows, nowhere)) {
        while (rows.commits == 0) {
          transactions.poll(1_000);
        }
        transactions.acknowledge(new Lsn(rows.endLsn));
        assertThat(stream.status().confirmed()).isGreaterThanOrEqualTo(new Lsn(rows.endLsn));
        assertThat(transactions.status()).isEqualTo(new AssemblerStatus(0, 0, 0, 0));
      }
      assertThat(rows.ids).containsExactly(1, 2, 3);
    }
  }
}
