package io.tidemark.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AckWindowTest {
  private final List<Long> advances = new ArrayList<>();
  private final AckWindow window = new AckWindow(advances::add);

  @Test
  void confirmsTransactionOnceItsLastRecordIsDelivered() {
    window.begin();
    DeliveryListener first = window.register(10);
    DeliveryListener second = window.register(10);
    window.commit(100);

    second.onDelivered();
    assertThat(window.confirmable()).isZero();
    first.onDelivered();
    assertThat(window.confirmable()).isEqualTo(100);
    assertThat(advances).containsExactly(100L);
  }

  @Test
  void neverConfirmsOpenTransactionThoughAllItsRecordsAreDelivered() {
    window.begin();
    window.register(10).onDelivered();
    assertThat(window.confirmable()).isZero();

    window.commit(100);
    assertThat(window.confirmable()).isEqualTo(100);
  }

  @Test
  void holdsBackDeliveredTransactionsBehindAnUndeliveredOne() {
    DeliveryListener slow = transaction(100);
    DeliveryListener quick = transaction(200);

    quick.onDelivered();
    assertThat(window.confirmable()).isZero();
    slow.onDelivered();
    assertThat(window.confirmable()).isEqualTo(200);
    assertThat(advances).containsExactly(200L);
  }

  @Test
  void advancesOverTransactionsWithoutRecords() {
    window.begin();
    window.commit(100);
    assertThat(window.confirmable()).isEqualTo(100);
  }

  @Test
  void emptyTransactionWaitsForThoseBeforeIt() {
    DeliveryListener slow = transaction(100);
    window.begin();
    window.commit(200);
    assertThat(window.confirmable()).isZero();

    slow.onDelivered();
    assertThat(window.confirmable()).isEqualTo(200);
  }

  @Test
  void neverPassesFailedRecord() {
    transaction(100).onDelivered();
    DeliveryListener failed = transaction(200);
    DeliveryListener later = transaction(300);
    RuntimeException cause = new RuntimeException("record too large");

    failed.onFailed(cause);
    later.onDelivered();
    window.begin();
    window.commit(400);

    assertThat(window.confirmable()).isEqualTo(100);
    assertThat(window.failure()).isSameAs(cause);
  }

  @Test
  void keepsFirstCauseOfSeveral() {
    RuntimeException first = new RuntimeException("first");
    DeliveryListener one = transaction(100);
    DeliveryListener two = transaction(200);

    one.onFailed(first);
    two.onFailed(new RuntimeException("second"));
    assertThat(window.failure()).isSameAs(first);
  }

  @Test
  void confirmsMessageAmidTransactionWithoutClosingIt() {
    window.begin();
    DeliveryListener row = window.register(10);
    DeliveryListener note = window.registerMessage(10);
    window.message(90);

    note.onDelivered();
    assertThat(window.confirmable()).isEqualTo(90);
    window.register(10).onDelivered();
    row.onDelivered();
    assertThat(window.confirmable()).isEqualTo(90);
    window.commit(100);
    assertThat(window.confirmable()).isEqualTo(100);
  }

  @Test
  void undeliveredMessageHoldsBackTransactionAroundIt() {
    window.begin();
    DeliveryListener note = window.registerMessage(10);
    window.message(90);
    window.commit(100);

    assertThat(window.confirmable()).isZero();
    note.onDelivered();
    assertThat(window.confirmable()).isEqualTo(100);
  }

  @Test
  void advancesOverFilteredMessage() {
    window.message(90);
    assertThat(window.confirmable()).isEqualTo(90);
  }

  @Test
  void comparesPositionsAsUnsigned() {
    transaction(Long.MAX_VALUE).onDelivered();
    transaction(Long.MIN_VALUE).onDelivered();
    assertThat(window.confirmable()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void refusesCommitsThatGoBackwards() {
    transaction(0x2_0000_0010L);
    window.begin();
    assertThatThrownBy(() -> window.commit(0x2_0000_0008L))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the server's commits went backwards: 2/8 came after 2/10");
  }

  @Test
  void refusesSecondBeginAndRecordsOutsideOfTransactions() {
    assertThatThrownBy(() -> window.register(1)).hasMessage("a record outside of a transaction");
    assertThatThrownBy(() -> window.commit(1)).hasMessage("a commit outside of a transaction");
    window.begin();
    assertThatThrownBy(window::begin).hasMessage("begin: the transaction before it is still open");
  }

  @Test
  void countsWhatIsNotSafe() {
    assertThat(window.unacked()).isEqualTo(new AckWindow.Unacked(0, 0, Duration.ZERO));
    DeliveryListener sealed = transaction(100);
    window.begin();
    window.register(5);

    assertThat(window.unacked().transactions()).isEqualTo(2);
    assertThat(window.unacked().bytes()).isEqualTo(15);
    assertThat(window.unacked().oldestAge()).isPositive();

    sealed.onDelivered();
    assertThat(window.unacked().transactions()).isOne();
    assertThat(window.unacked().bytes()).isEqualTo(5);
  }

  private DeliveryListener transaction(long endLsn) {
    window.begin();
    DeliveryListener listener = window.register(10);
    window.commit(endLsn);
    return listener;
  }
}
