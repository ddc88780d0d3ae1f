package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.pgoutput.Lsn;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StreamProgressTest {
  private final StreamProgress progress = new StreamProgress(new Lsn(100));

  @Test
  void startsWhereTheSlotStands() {
    assertThat(progress.status())
        .isEqualTo(new StreamStatus(new Lsn(100), new Lsn(100), new Lsn(100)));
    assertThat(progress.status().lagBytes()).isZero();
  }

  @Test
  void confirmsWhatIsAcknowledged() {
    transaction(200);
    transaction(300);

    assertThat(progress.acknowledge(200)).isTrue();
    assertThat(confirmed()).isEqualTo(200);
    assertThat(progress.status().lagBytes()).isEqualTo(100);
  }

  @Test
  void anEarlierAcknowledgementChangesNothing() {
    transaction(200);
    transaction(300);
    progress.acknowledge(300);

    assertThat(progress.acknowledge(200)).isFalse();
    assertThat(confirmed()).isEqualTo(300);
  }

  @Test
  void refusesWhatWasNotDeliveredNamingBoth() {
    transaction(0x200);
    assertThatThrownBy(() -> progress.acknowledge(0x201))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("acknowledge 0/201: expected at most 0/200, the end of what was delivered");
  }

  @Test
  void anOpenTransactionIsNotDelivered() {
    progress.begun();
    progress.received(0x180, 0x180);
    assertThatThrownBy(() -> progress.acknowledge(0x180))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aKeepaliveOfAnIdleStreamIsConfirmed() {
    assertThat(progress.keptAlive(500)).isTrue();
    assertThat(confirmed()).isEqualTo(500);
    assertThat(progress.keptAlive(500)).isFalse();
  }

  @Test
  void aKeepaliveBehindUnacknowledgedWorkIsConfirmedWithIt() {
    transaction(200);
    assertThat(progress.keptAlive(500)).isFalse();
    assertThat(confirmed()).isEqualTo(100);

    assertThat(progress.acknowledge(200)).isTrue();
    assertThat(confirmed()).isEqualTo(500);
  }

  @Test
  void aKeepaliveInATransactionConfirmsNothing() {
    progress.begun();
    assertThat(progress.keptAlive(150)).isFalse();
    assertThat(confirmed()).isEqualTo(100);
  }

  @Test
  void aBlockOfATransactionInProgressHoldsNothingBackWhenItIsOver() {
    progress.begun();
    progress.suspended();
    assertThat(progress.keptAlive(150)).isTrue();
  }

  @Test
  void aMessageOutsideOfTransactionsWaitsForItsOwnAcknowledgement() {
    progress.delivered(200);
    assertThat(progress.keptAlive(500)).isFalse();
    progress.acknowledge(200);
    assertThat(confirmed()).isEqualTo(500);
  }

  @Test
  void framesWithoutAPositionDoNotMoveWhatWasReceived() {
    progress.received(150, 150);
    progress.received(0, 0);
    progress.received(120, 120);
    assertThat(progress.standbyStatus(false)).isEqualTo(new StandbyStatus(150, 100, false));
  }

  @Test
  void positionsAreUnsigned() {
    StreamProgress high = new StreamProgress(new Lsn(Long.MAX_VALUE));
    high.committed(Long.MIN_VALUE + 1);
    assertThat(high.acknowledge(Long.MIN_VALUE + 1)).isTrue();
    assertThat(high.standbyStatus(false).written()).isEqualTo(Long.MIN_VALUE + 1);
  }

  /**
   * Random histories: what is confirmed never moves back, and never passes the end of a transaction
   * that is not acknowledged.
   */
  @Test
  void neverConfirmsPastWorkThatIsNotAcknowledged() {
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      StreamProgress stream = new StreamProgress(new Lsn(0));
      long wal = 1;
      long acknowledged = 0;
      long delivered = 0;
      long confirmed = 0;
      boolean open = false;
      for (int step = 0; step < 60; step++) {
        wal += 1 + random.nextInt(5);
        switch (random.nextInt(5)) {
          case 0 -> {
            stream.begun();
            open = true;
          }
          case 1 -> {
            stream.committed(wal);
            delivered = wal;
            open = false;
          }
          case 2 -> stream.keptAlive(open ? delivered : wal);
          case 3 -> stream.received(wal, wal);
          default -> {
            acknowledged += (long) (random.nextDouble() * (delivered - acknowledged + 1));
            stream.acknowledge(acknowledged);
          }
        }
        long now = stream.status().confirmed().value();
        assertThat(now).as("seed %d step %d", seed, step).isGreaterThanOrEqualTo(confirmed);
        if (acknowledged < delivered && now > confirmed) {
          assertThat(now).as("seed %d step %d", seed, step).isLessThanOrEqualTo(acknowledged);
        }
        confirmed = now;
      }
    }
  }

  private void transaction(long end) {
    progress.begun();
    progress.received(end, end);
    progress.committed(end);
  }

  private long confirmed() {
    return progress.status().confirmed().value();
  }
}
