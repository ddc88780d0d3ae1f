package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.ProtocolException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The prepare is at 0/A0 to 0/A8, ordinary commits end at 0/C8, Commit Prepared at 0/D8. */
class PreparedTransactionsTest {
  private HandmadeStream stream;

  @BeforeEach
  void open(@TempDir Path directory) {
    stream = HandmadeStream.with(directory);
  }

  @AfterEach
  void close() {
    stream.close();
  }

  private static HandmadeStream deliveringAtPrepare(Path directory) {
    return new HandmadeStream(
        AssemblerConfig.builder()
            .spillDirectory(directory)
            .preparedDelivery(PreparedDelivery.AT_PREPARE)
            .build());
  }

  private String confirmable(String requested) {
    return stream.assembler().confirmable(Lsn.parse(requested)).toString();
  }

  @Test
  void deliversAPreparedTransactionAtCommitPrepared() {
    stream.beginPrepare(7, "g").relation(0).insert(0, 1, "a").prepare(7, "g");
    assertThat(stream.delivered()).isEmpty();
    stream.commitPrepared(7, "g");
    assertThat(stream.delivered())
        .containsExactly(
            "0/10: Begin final=0/D0 time=2000-01-01T00:00:00Z xid=7",
            "0/0: Relation 16400 public.t DEFAULT (id:23:-1:key, v:25:-1)",
            "0/12: Insert public.t (1, a)",
            "0/14: Commit commit=0/D0 end=0/D8 time=2000-01-01T00:00:00Z");
  }

  @Test
  void deliversAStreamedAndPreparedTransactionAtCommitPrepared() {
    stream.start(7, true).relation(7).insert(7, 1, "a").insert(8, 2, "b").stop();
    stream.streamAbort(7, 8).streamPrepare(7, "g");
    assertThat(stream.delivered()).isEmpty();
    stream.commitPrepared(7, "g");
    assertThat(stream.delivered()).hasSize(4).contains("0/12: Insert public.t (1, a)");
  }

  @Test
  void dropsAPreparedTransactionThatRollsBack() {
    stream.beginPrepare(7, "g").relation(0).insert(0, 1, "a").prepare(7, "g");
    stream.rollbackPrepared(7, "g");
    assertThat(stream.delivered()).isEmpty();
  }

  @Test
  void describesTheRowsOfOthersWhileTheAnnouncingTransactionIsHeld() {
    stream.beginPrepare(7, "g").relation(0).insert(0, 1, "a").prepare(7, "g");
    stream.begin(8).insert(0, 2, "b").commit();
    assertThat(stream.delivered())
        .containsSubsequence(
            "0/0: Relation 16400 public.t DEFAULT (id:23:-1:key, v:25:-1)",
            "0/15: Insert public.t (2, b)");
  }

  @Test
  void confirmsNothingBeyondThePrepareOfAHeldTransaction() {
    stream.beginPrepare(7, "g");
    assertThat(confirmable("0/90")).isEqualTo("0/90");
    assertThat(confirmable("0/C8")).isEqualTo("0/A0");
    stream.prepare(7, "g");
    assertThat(confirmable("0/C8")).isEqualTo("0/A0");
  }

  @Test
  void confirmsNothingBeyondThePrepareUntilTheDeliveredRowsAreSafe() {
    stream.beginPrepare(7, "g").prepare(7, "g");
    stream.begin(8).commit();
    stream.commitPrepared(7, "g");
    assertThat(confirmable("0/C8")).isEqualTo("0/A0");
    assertThat(confirmable("0/D7")).isEqualTo("0/A0");
    assertThat(confirmable("0/D8")).isEqualTo("0/D8");
    assertThat(confirmable("0/E0")).isEqualTo("0/E0");
  }

  @Test
  void confirmsBeyondTheRollbackOfAPreparedTransactionWhenAllElseIsSafe() {
    stream.begin(6).commit();
    stream.beginPrepare(7, "g").prepare(7, "g").rollbackPrepared(7, "g");
    assertThat(confirmable("0/C7")).isEqualTo("0/C7");
    assertThat(confirmable("0/C8")).isEqualTo("0/D8");
  }

  @Test
  void reportsACommitPreparedWhoseRowsWereNeverReceived() {
    assertThatExceptionOfType(UnknownPreparedTransactionException.class)
        .isThrownBy(() -> stream.commitPrepared(7, "g"))
        .withMessageStartingWith(
            "Commit Prepared of gid \"g\", xid 7: its Prepare was not received")
        .withMessageEndingWith("advance the slot to 0/D8")
        .satisfies(lost -> assertThat(lost.endLsn()).isEqualTo(Lsn.parse("0/D8")));
  }

  @Test
  void passesOverACommitPreparedWhosePrepareTheOriginFilterTookOut(@TempDir Path directory) {
    AssemblerConfig config =
        AssemblerConfig.builder().spillDirectory(directory).origin(OriginFilter.NONE).build();
    try (HandmadeStream filtered = new HandmadeStream(config)) {
      filtered.commitPrepared(7, "g");
      assertThat(filtered.delivered()).isEmpty();
      assertThat(filtered.assembler().confirmable(Lsn.INVALID)).hasToString("0/D8");
    }
  }

  @Test
  void countsWhatIsPreparedAndWhatIsInProgress() {
    stream.beginPrepare(7, "g").relation(0).insert(0, 1, "a").prepare(7, "g");
    stream.start(8, true).relation(8).insert(8, 2, "b").stop();
    assertThat(stream.assembler().status()).isEqualTo(new AssemblerStatus(1, 1, 2 * (8 << 10), 0));
    stream.streamCommit(8).commitPrepared(7, "g");
    assertThat(stream.assembler().status()).isEqualTo(new AssemblerStatus(0, 0, 0, 0));
  }

  @Test
  void passesOverTheRollbackOfATransactionThatItNeverSaw() {
    stream.rollbackPrepared(7, "g");
    assertThat(stream.delivered()).isEmpty();
  }

  @Test
  void refusesOtherTransactionsInsideAPrepare() {
    stream.beginPrepare(7, "g");
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> stream.begin(8))
        .withMessage("Begin: expected the end of transaction 7's messages, found it still open");
  }

  @Test
  void refusesAPrepareThatWasNotBegun() {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> stream.prepare(7, "g"))
        .withMessage("Prepare: expected Begin Prepare before it, found none");
  }

  @Test
  void passesPreparedTransactionsThroughWhenToldTo(@TempDir Path directory) {
    try (HandmadeStream passing = deliveringAtPrepare(directory)) {
      passing.beginPrepare(7, "g").relation(0).insert(0, 1, "a").prepare(7, "g");
      passing.commitPrepared(7, "g").rollbackPrepared(8, "h");
      assertThat(passing.delivered())
          .extracting(
              line -> line.replaceAll(" .*", "") + line.replaceAll("^[^ ]+ (\\w+).*", " $1"))
          .containsExactly(
              "0/10: BeginPrepare",
              "0/11: Relation",
              "0/12: Insert",
              "0/13: Prepare",
              "0/14: CommitPrepared",
              "0/15: RollbackPrepared");
      assertThat(passing.assembler().confirmable(Lsn.parse("0/C8"))).hasToString("0/C8");
    }
  }

  @Test
  void deliversAStreamedTransactionAtPrepareWhenToldTo(@TempDir Path directory) {
    try (HandmadeStream passing = deliveringAtPrepare(directory)) {
      passing.start(7, true).relation(7).insert(7, 1, "a").stop().streamPrepare(7, "g");
      assertThat(passing.delivered())
          .containsExactly(
              "0/10: BeginPrepare xid=7 prepare=0/A0 end=0/A8 time=2000-01-01T00:00:00Z gid=g",
              "0/0: Relation 16400 public.t DEFAULT (id:23:-1:key, v:25:-1)",
              "0/12: Insert public.t (1, a)",
              "0/14: Prepare xid=7 prepare=0/A0 end=0/A8 time=2000-01-01T00:00:00Z gid=g");
    }
  }
}
