package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfirmationLimitTest {
  private final ConfirmationLimit limit = new ConfirmationLimit();

  @Test
  void confirmsWhatIsAskedWhenNothingIsHeld() {
    assertThat(limit.confirmable(100)).isEqualTo(100);
  }

  @Test
  void stopsAtTheOldestOfOverlappingTransactions() {
    limit.hold(1, 100);
    limit.hold(2, 200);
    assertThat(limit.confirmable(250)).isEqualTo(100);
    assertThat(limit.confirmable(150)).isEqualTo(100);
    assertThat(limit.confirmable(100)).isEqualTo(100);
    assertThat(limit.confirmable(90)).isEqualTo(90);
  }

  /** Confirming 200 would leave transaction 1 with its Prepare confirmed but not its commit. */
  @Test
  void doesNotStopBetweenThePrepareAndTheEndOfADeliveredTransaction() {
    limit.hold(1, 100);
    limit.hold(2, 200);
    limit.deliver(1, 300);
    assertThat(limit.confirmable(400)).isEqualTo(100);
    limit.release(2);
    assertThat(limit.confirmable(400)).isEqualTo(400);
  }

  @Test
  void letsGoOfATransactionInTheOrderInWhichTheyEnd() {
    limit.hold(1, 100);
    limit.deliver(1, 200);
    limit.hold(2, 300);
    assertThat(limit.confirmable(199)).isEqualTo(100);
    assertThat(limit.confirmable(200)).isEqualTo(200);
    assertThat(limit.confirmable(350)).isEqualTo(300);
  }

  @Test
  void comparesPositionsUnsigned() {
    limit.hold(1, 0x8000_0000_0000_0000L);
    assertThat(limit.confirmable(0x7FFF_FFFF_FFFF_FFFFL)).isEqualTo(0x7FFF_FFFF_FFFF_FFFFL);
    assertThat(limit.confirmable(0x8000_0000_0000_0001L)).isEqualTo(0x8000_0000_0000_0000L);
  }

  @Test
  void countsWhatWasKeptAsSafeOnceAllElseIs() {
    limit.handOn(100);
    limit.keep(150);
    assertThat(limit.confirmable(90)).isEqualTo(90);
    assertThat(limit.confirmable(100)).isEqualTo(150);
    limit.handOn(200);
    assertThat(limit.confirmable(160)).isEqualTo(160);
  }
}
