package io.tidemark.publisher.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.envelope.EnvelopeView;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.Row;
import io.tidemark.publisher.DeliveryListener;
import io.tidemark.publisher.EventSink;
import io.tidemark.publisher.SnapshotPhase;
import io.tidemark.replication.SnapshotCut;
import io.tidemark.replication.SnapshotReader;
import io.tidemark.replication.SnapshotTable;
import io.tidemark.replication.VisibleTransactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A chunk's rows are sent before the first transaction that its snapshot does not show, and after
 * those that were sent when it was taken. Stream and snapshots are the test's own; only the
 * encoder's questions about the table go to a server.
 */
final class ChunkPlaceTest {
  /** How far the WAL is flushed when a snapshot is taken. */
  private static final long FLUSHED = 0x1000;

  private static final long BEFORE = 0x100;
  private static final String SNAPSHOT = "101:105:101,103";
  private static final int CHUNK = 2;

  private static SnapshotRig rig;
  private static ChunkTarget target;

  private final List<String> sent = new ArrayList<>();
  private final ScriptedChunks source = new ScriptedChunks(target);
  private final IncrementalSnapshot snapshot =
      new IncrementalSnapshot(
          new SnapshotPhase.Context(
              rig.config,
              EnvelopeConfig.debeziumJson("s"),
              new ListingSink(),
              () -> false,
              status -> {}),
          CHUNK,
          source,
          new IncrementalProgress(),
          new JournalWriter(null, "unused"),
          withoutKey -> {},
          new HashMap<>());

  @BeforeAll
  static void createTable() {
    rig = new SnapshotRig();
    rig.execute("CREATE TABLE a (id int PRIMARY KEY)", "CREATE PUBLICATION p FOR TABLE a");
    try (SnapshotReader reader = SnapshotReader.open(rig.config)) {
      reader.begin();
      SnapshotTable table = reader.tables(List.of("p")).get(0);
      target = new ChunkTarget(table, table.heaps().get(0));
    }
  }

  @AfterEach
  void close() {
    snapshot.close();
  }

  private final class ListingSink implements EventSink {
    @Override
    public void send(EnvelopeView envelope, DeliveryListener listener) {
      sent.add(new String(Objects.requireNonNull(envelope.key()), UTF_8));
      listener.onDelivered();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static SnapshotCut cut(String visible, long flushed) {
    return new SnapshotCut(VisibleTransactions.parse(visible), new Lsn(flushed), 1);
  }

  private static ChunkSource.Rows rows(String... ids) {
    List<Row> rows = new ArrayList<>();
    for (String id : ids) {
      rows.add(Row.ofText(id));
    }
    return new ChunkSource.Rows(target, List.of("id"), rows);
  }

  private static String row(int id) {
    return "{\"id\":" + id + "}";
  }

  private void ask() {
    snapshot.obey(new Signal.Execute("ask", List.of("public.a"), Map.of(), false));
    step(); // the tables are asked for, and from here on transactions are remembered
  }

  private void step() {
    snapshot.step(Lsn.INVALID);
  }

  /** A chunk of one row is being read, at a snapshot. */
  private void open(String visible, long flushed) {
    source.snapshots(cut(visible, flushed));
    source.chunks(rows("1"));
    ask();
    step(); // the table is locked
    step();
    assertThat(source.calls()).containsExactly("lock", "snapshot", "read");
    assertThat(sent).isEmpty();
  }

  private void transaction(long commitLsn, long xid) {
    snapshot.beginning(commitLsn, xid);
    sent.add("transaction " + xid);
    snapshot.committed(commitLsn + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          101:105:101,103 | 100
          101:105:101,103 | 102
          101:105:101,103 | 104
          100:100:        | 99
          # across the end of the 32 bits that a Begin message has
          4294967290:4294967302:4294967290,4294967299 | 4294967289
          4294967290:4294967302:4294967290,4294967299 | 4294967294
          4294967290:4294967302:4294967290,4294967299 | 4
          4294967290:4294967302:4294967290,4294967299 | 5
          # of a later epoch, and above half of 32 bits
          8589934692:8589934697:8589934692 | 99
          8589934692:8589934697:8589934692 | 104
          3000000000:3000000005:3000000000 | 2999999999
          3000000000:3000000005:3000000000 | 3000000004
          # across the end of the 31 bits that are positive
          2147483640:2147483655:2147483640,2147483650 | 2147483647
          2147483640:2147483655:2147483640,2147483650 | 2147483654
          """)
  void sendsRowsAfterATransactionThatTheSnapshotShows(String visible, long xid) {
    open(visible, FLUSHED);

    transaction(BEFORE, xid);
    assertThat(sent).containsExactly("transaction " + xid);
    snapshot.step(new Lsn(FLUSHED));
    assertThat(sent).containsExactly("transaction " + xid, row(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          101:105:101,103 | 101
          101:105:101,103 | 103
          101:105:101,103 | 105
          101:105:101,103 | 106
          100:100:        | 100
          # across the end of the 32 bits that a Begin message has
          4294967290:4294967302:4294967290,4294967299 | 4294967290
          4294967290:4294967302:4294967290,4294967299 | 3
          4294967290:4294967302:4294967290,4294967299 | 6
          4294967290:4294967295:4294967290            | 3
          # of a later epoch, and above half of 32 bits
          8589934692:8589934697:8589934692 | 100
          8589934692:8589934697:8589934692 | 105
          3000000000:3000000005:3000000000 | 3000000000
          3000000000:3000000005:3000000000 | 3000000005
          # across the end of the 31 bits that are positive
          2147483640:2147483655:2147483640,2147483650 | 2147483650
          2147483640:2147483655:2147483640,2147483650 | 2147483655
          """)
  void sendsRowsBeforeATransactionThatTheSnapshotDoesNotShow(String visible, long xid) {
    open(visible, FLUSHED);

    transaction(BEFORE, xid);
    assertThat(sent).containsExactly(row(1), "transaction " + xid);
  }

  @Test
  void sendsRowsOnceAmongTransactionsThatCommitInAnotherOrderThanTheyBegan() {
    open(SNAPSHOT, FLUSHED);

    transaction(BEFORE, 104);
    transaction(BEFORE + 10, 100);
    transaction(BEFORE + 20, 103);
    transaction(BEFORE + 30, 102);
    transaction(BEFORE + 40, 106);
    snapshot.step(new Lsn(FLUSHED));
    assertThat(sent)
        .containsExactly(
            "transaction 104",
            "transaction 100",
            row(1),
            "transaction 103",
            "transaction 102",
            "transaction 106");
  }

  /** What is shown has its commit before, unless nobody waited for it. */
  @ParameterizedTest
  @CsvSource({
    "0x1000, 0xFFF, false",
    "0x1000, 0x1000, true",
    "0x1000, 0x1001, true",
    // positions are unsigned
    "0x8000000000000010, 0x7000000000000000, false",
    "0x7000000000000000, 0x8000000000000010, true"
  })
  void sendsRowsBeforeACommitThatWasNotFlushed(String flushed, String commitLsn, boolean before) {
    open(SNAPSHOT, parse(flushed));

    snapshot.beginning(parse(commitLsn), 102);
    assertThat(sent).hasSize(before ? 1 : 0);
  }

  private static long parse(String hexadecimal) {
    return Long.parseUnsignedLong(hexadecimal.substring(2), 16);
  }

  @ParameterizedTest
  @CsvSource({
    "0x1000, 0xFFF, false",
    "0x1000, 0x1000, true",
    "0x8000000000000010, 0x7000000000000000, false",
    "0x7000000000000000, 0x8000000000000010, true"
  })
  void sendsRowsWhenAllWasSentThatWasFlushed(String flushed, String reached, boolean sends) {
    open(SNAPSHOT, parse(flushed));

    snapshot.step(new Lsn(parse(reached)));
    assertThat(sent).hasSize(sends ? 1 : 0);
  }

  @Test
  void takesASnapshotAnewThatLacksWhatWasSentBefore() {
    source.snapshots(cut(SNAPSHOT, FLUSHED), cut("102:106:103", FLUSHED));
    source.chunks(rows("1"));
    ask();
    transaction(BEFORE, 101); // its commit is in the WAL, and not visible yet
    step();
    assertThat(source.calls()).containsExactly("lock", "snapshot", "lock again");
    step();
    assertThat(source.calls())
        .containsExactly("lock", "snapshot", "lock again", "snapshot", "read");

    snapshot.step(new Lsn(FLUSHED));
    assertThat(sent).containsExactly("transaction 101", row(1));
  }

  @Test
  void remembersTheTransactionThatRowsWereSentBefore() {
    source.snapshots(
        cut(SNAPSHOT, FLUSHED), cut("103:106:103", 2 * FLUSHED), cut("104:107:", 3 * FLUSHED));
    source.chunks(rows("1", "2"), rows("3"));
    ask();
    step();
    step();
    transaction(BEFORE, 103);
    assertThat(sent).containsExactly(row(1), row(2), "transaction 103");
    assertThat(source.calls())
        .as("the second snapshot lacks 103")
        .containsExactly("lock", "snapshot", "read", "lock", "snapshot", "lock again");

    step();
    transaction(BEFORE + 10, 105);
    snapshot.step(new Lsn(3 * FLUSHED));
    assertThat(sent).containsExactly(row(1), row(2), "transaction 103", "transaction 105", row(3));
  }
}
