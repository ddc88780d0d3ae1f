package io.tidemark.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.pgoutput.Lsn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnappliedTransactionsTest {
  private final List<Long> confirmed = new ArrayList<>();
  private final UnappliedTransactions unapplied = new UnappliedTransactions(confirmed::add);

  @Test
  void confirmsATransactionOnceItsLastEnvelopeIsApplied() {
    handOut(at(100, 0), at(100, 1));
    unapplied.complete(108);

    unapplied.acknowledge(at(100, 0));
    assertThat(confirmed).isEmpty();

    unapplied.acknowledge(at(100, 1));
    assertThat(confirmed).containsExactly(108L);
  }

  @Test
  void waitsForTheCommitOfWhatIsApplied() {
    handOut(at(100, 0));
    unapplied.acknowledge(at(100, 0));
    assertThat(confirmed).isEmpty();

    unapplied.complete(108);
    assertThat(confirmed).containsExactly(108L);
  }

  @Test
  void doesNotTakeAPrefixForTheWholeTransaction() {
    handOut(at(100, 0));
    unapplied.acknowledge(at(100, 0));
    handOut(at(100, 1));
    unapplied.complete(108);

    assertThat(confirmed).isEmpty();
  }

  @Test
  void confirmsATransactionWithoutEnvelopesAfterThoseBeforeIt() {
    unapplied.complete(50);
    handOut(at(100, 0));
    unapplied.complete(108);
    unapplied.complete(150);
    assertThat(confirmed).containsExactly(50L);

    unapplied.acknowledge(at(100, 0));
    assertThat(confirmed).containsExactly(50L, 150L);
  }

  @Test
  void doesNotTakeAMessageForTheTransactionThatCommitsWhereItEnds() {
    Position message = at(100, Position.MESSAGE_ORDINAL);
    handOut(message);
    unapplied.complete(100);
    handOut(at(100, 0));
    unapplied.complete(108);

    unapplied.acknowledge(message);
    assertThat(confirmed).containsExactly(100L);
  }

  @Test
  void ignoresAPositionBeforeTheLastOne() {
    handOut(at(100, 0));
    unapplied.complete(108);
    handOut(at(200, 0));
    unapplied.complete(208);
    unapplied.acknowledge(at(200, 0));

    unapplied.acknowledge(at(100, 0));
    assertThat(confirmed).containsExactly(208L);
  }

  @Test
  void refusesWhatWasNotHandedOut() {
    unapplied.written(at(100, 0));
    assertThatThrownBy(() -> unapplied.acknowledge(at(100, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0/64#0")
        .hasMessageContaining("there is none");
  }

  private void handOut(Position... positions) {
    for (Position position : positions) {
      unapplied.written(position);
      unapplied.handedOut(position);
    }
  }

  private static Position at(long commitLsn, long ordinal) {
    return new Position(new Lsn(commitLsn), ordinal);
  }
}
