package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.pgoutput.ProtocolException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streamed transactions; two-phase commit is in {@link PreparedTransactionsTest}. */
class TransactionAssemblerTest {
  private static final String RELATION = "Relation 16400 public.t DEFAULT (id:23:-1:key, v:25:-1)";
  private static final String WIDER =
      "Relation 16400 public.t DEFAULT (id:23:-1:key, v:25:-1, w:25:-1)";

  private HandmadeStream stream;

  @BeforeEach
  void open(@TempDir Path directory) {
    stream = HandmadeStream.with(directory);
  }

  @AfterEach
  void close() {
    stream.close();
  }

  private static String begin(long xid) {
    return "Begin final=0/C0 time=2000-01-01T00:00:00Z xid=" + xid;
  }

  private static final String COMMIT = "Commit commit=0/C0 end=0/C8 time=2000-01-01T00:00:00Z";

  @Test
  void passesAnOrdinaryTransactionThrough() {
    stream.begin(7).relation(0).insert(0, 1, "a").touch(0, 1).delete(0, 1, "a").commit();
    assertThat(stream.delivered())
        .containsExactly(
            "0/10: " + begin(7),
            "0/11: " + RELATION,
            "0/12: Insert public.t (1, a)",
            "0/13: Update public.t -> (1, UNCHANGED)",
            "0/14: Delete public.t FULL (1, a)",
            "0/15: " + COMMIT);
  }

  @Test
  void deliversAStreamedTransactionWhenItCommits() {
    stream.start(7, true).relation(7).insert(7, 1, "a").stop();
    stream.start(7, false).update(7, 1, 2, "b").truncateCascade(7).stop();
    assertThat(stream.delivered()).isEmpty();
    stream.streamCommit(7);
    assertThat(stream.delivered())
        .containsExactly(
            "0/10: " + begin(7),
            "0/0: " + RELATION,
            "0/12: Insert public.t (1, a)",
            "0/15: Update public.t KEY (1, NULL) -> (2, b)",
            "0/16: Truncate [public.t] CASCADE",
            "0/18: " + COMMIT);
  }

  @Test
  void deliversInterleavedTransactionsInCommitOrder() {
    stream.start(7, true).relation(7).insert(7, 1, "seven").stop();
    stream.start(8, true).relation(8).insert(8, 2, "eight").stop();
    stream.start(7, false).insert(7, 3, "seven").stop();
    stream.begin(9).relation(0).insert(0, 4, "nine").commit();
    stream.streamCommit(8).streamCommit(7);
    assertThat(stream.delivered())
        .filteredOn(line -> line.contains("Begin") || line.contains("Insert"))
        .extracting(line -> line.substring(line.indexOf(' ') + 1))
        .containsExactly(
            begin(9),
            "Insert public.t (4, nine)",
            begin(8),
            "Insert public.t (2, eight)",
            begin(7),
            "Insert public.t (1, seven)",
            "Insert public.t (3, seven)");
  }

  @Test
  void dropsTheRowsOfAnAbortedSubtransactionAndNoOthers() {
    stream.start(7, true).relation(7).insert(7, 1, "top").insert(8, 2, "sub").stop();
    stream.start(7, false).insert(9, 3, "nested").insert(10, 4, "kept").stop();
    stream.streamAbort(7, 9).streamAbort(7, 8);
    stream.start(7, false).relation(7).insert(7, 5, "after").stop();
    stream.streamCommit(7);
    assertThat(stream.delivered())
        .filteredOn(line -> line.contains("Insert"))
        .containsExactly(
            "0/12: Insert public.t (1, top)",
            "0/17: Insert public.t (4, kept)",
            "0/1D: Insert public.t (5, after)");
  }

  @Test
  void dropsATransactionThatAborts() {
    stream.start(7, true).relation(7).insert(7, 1, "a").stop().streamAbort(7, 7);
    assertThat(stream.delivered()).isEmpty();
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> stream.streamCommit(7))
        .withMessage(
            "Stream Commit: expected a first stream block of transaction 7 before it, found none");
  }

  @Test
  void describesEachRowByTheRelationBeforeItInItsOwnTransaction() {
    stream.start(7, true).relation(7).insert(7, 1, "a").widerRelation(7).widerInsert(7, 2).stop();
    stream.begin(8).relation(0).insert(0, 3, "b").commit();
    stream.delivered();
    stream.streamCommit(7);
    assertThat(stream.delivered())
        .containsExactly(
            "0/10: " + begin(7),
            "0/0: " + RELATION,
            "0/12: Insert public.t (1, a)",
            "0/0: " + WIDER,
            "0/14: Insert public.t (2, NULL, wide)",
            "0/1A: " + COMMIT);
  }

  @Test
  void announcesAgainWhatAHeldTransactionReplaced() {
    stream.start(7, true).widerRelation(7).widerInsert(7, 1).stop();
    stream.begin(8).relation(0).insert(0, 2, "b").commit(); // the newer one, for everyone
    stream.streamCommit(7);
    stream.delivered();
    stream.begin(9).insert(0, 3, "c").commit();
    assertThat(stream.delivered())
        .containsExactly(
            "0/19: " + begin(9),
            "0/0: " + RELATION,
            "0/1A: Insert public.t (3, c)",
            "0/1B: " + COMMIT);
  }

  @Test
  void doesNotTellOfARelationWhoseEveryRowWasRolledBack() {
    stream.start(7, true).widerRelation(8).widerInsert(8, 1).stop().streamAbort(7, 8);
    stream.start(7, false).relation(7).insert(7, 2, "a").stop().streamCommit(7);
    assertThat(stream.delivered())
        .filteredOn(line -> line.contains("Relation"))
        .containsExactly("0/0: " + RELATION);
  }

  @Test
  void announcesTheTypesOfALateRelationBeforeIt() {
    stream.start(7, true).type(7, 16_500, "mood").relationWithType(7).insertMood(7).stop();
    stream.streamCommit(7);
    assertThat(stream.delivered())
        .containsSubsequence(
            "0/0: Type 16500 public.mood",
            "0/0: Relation 16401 public.m DEFAULT (mood:16500:-1)",
            "0/13: Insert public.m (happy)");
  }

  @Test
  void deliversTheOriginOfAStreamedTransaction() {
    stream.start(7, true).origin("elsewhere").relation(7).insert(7, 1, "a").stop().streamCommit(7);
    assertThat(stream.delivered()).contains("0/11: Origin lsn=0/1 name=elsewhere");
  }

  @Test
  void holdsTransactionalMessagesAndPassesOthersAtOnce() {
    stream.start(7, true).logicalMessage(7, true, "beef").logicalMessage(8, true, "dead").stop();
    stream.logicalMessage(0, false, "cafe");
    assertThat(stream.delivered()).containsExactly("0/14: Message at once lsn=0/77 app \\xcafe");
    stream.streamAbort(7, 8).streamCommit(7);
    assertThat(stream.delivered())
        .containsExactly(
            "0/10: " + begin(7),
            "0/11: Message transactional lsn=0/77 app \\xbeef",
            "0/16: " + COMMIT);
  }

  @Test
  void startsOverWhenAFirstSegmentComesAgain() {
    stream.start(7, true).relation(7).insert(7, 1, "a").stop();
    stream.start(7, true).relation(7).insert(7, 2, "b").stop().streamCommit(7);
    assertThat(stream.delivered())
        .filteredOn(line -> line.contains("Insert"))
        .containsExactly("0/16: Insert public.t (2, b)");
  }

  @Test
  void refusesASegmentWithoutTheFirstOne() {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> stream.start(7, false))
        .withMessageContaining("first stream block of transaction 7");
  }
}
