package io.tidemark.replication;

import static io.tidemark.pgoutput.MessageBytes.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.MessageBytes;
import io.tidemark.pgoutput.ProtocolException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a stream does with the frames of a server that is played by hand. */
@Timeout(30)
final class StreamContractTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final FakeTransport server = new FakeTransport();
  private ReplicationStream stream = open(LONG);

  private ReplicationStream open(Duration statusInterval) {
    ReplicationConfig config =
        ReplicationConfig.builder()
            .url("jdbc:postgresql://nowhere/shop")
            .user("replicator")
            .slot("contract")
            .publication("p")
            .pollTimeout(Duration.ofMillis(20))
            .build();
    return new ReplicationStream(
        config,
        new SystemIdentity("7", 1, new Lsn(1)),
        server,
        new StreamProgress(Lsn.parse("0/100")),
        4,
        statusInterval);
  }

  @AfterEach
  void closeStream() {
    stream.close();
  }

  @Test
  void saysWhereItStandsAsSoonAsItIsOpen() throws InterruptedException {
    assertThat(server.awaitStatuses(1)).containsExactly(new StandbyStatus(0x100, 0x100, true));
  }

  @Test
  void answersAKeepaliveAtOnce() throws InterruptedException {
    server.awaitStatuses(1);
    server.keepalive("0/500", true);
    stream.poll(new IgnoringWalHandler(), 1);
    assertThat(server.awaitStatuses(2).get(1)).isEqualTo(new StandbyStatus(0x500, 0x500, false));
  }

  @Test
  void keepalivesAreNotCountedAsMessages() {
    server.keepalive("0/500", false).xLogData("0/600", begin()).keepalive("0/700", false);
    assertThat(stream.poll(new IgnoringWalHandler(), 10)).isEqualTo(1);
    assertThat(stream.status().received()).isEqualTo(Lsn.parse("0/700"));
  }

  @Test
  void deliversAtMostTheMessagesAskedFor() {
    server.xLogData("0/600", begin()).xLogData("0/610", commit("0/610")).xLogData("0/620", begin());
    assertThat(stream.poll(new IgnoringWalHandler(), 2)).isEqualTo(2);
    assertThat(stream.poll(new IgnoringWalHandler(), 2)).isEqualTo(1);
    assertThat(stream.poll(new IgnoringWalHandler(), 2)).isZero();
  }

  @Test
  void wakeUpDoesNotCutOffATransactionThatHasArrived() throws InterruptedException {
    server.awaitStatuses(1);
    server.xLogData("0/600", begin()).xLogData("0/610", commit("0/610"));
    stream.wakeUp();
    assertThat(stream.poll(new IgnoringWalHandler(), 10)).isEqualTo(2);
    assertThat(server.awaitStatuses(2).get(1).pingServer()).isTrue();
  }

  @Test
  void manyAcknowledgementsMakeFewStatuses() throws InterruptedException {
    server.awaitStatuses(1);
    int transactions = 20_000;
    for (int i = 1; i <= transactions; i++) {
      String end = Lsn.format(0x1000 + i);
      server.xLogData(end, begin()).xLogData(end, commit(end));
    }
    long start = System.nanoTime();
    while (stream.poll(acknowledging(), 100) > 0) {
      assertThat(stream.isOpen()).isTrue();
    }
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    StandbyStatus last = new StandbyStatus(0x1000 + transactions, 0x1000 + transactions, false);
    int count = 1;
    while (!server.awaitStatuses(count).contains(last)) {
      count++;
    }
    // One each 100 ms, and one each at the start and at the end
    assertThat(count).isLessThanOrEqualTo((int) (millis / 100) + 3);
  }

  @Test
  void bytesThatNoDecoderUnderstandsAreLocated() {
    server.xLogData("0/16B3748", message('?'));
    assertThatThrownBy(() -> stream.poll(new IgnoringWalHandler(), 1))
        .isInstanceOf(ProtocolException.class)
        .hasMessageStartingWith("0/16B3748: ");
    assertThat(stream.isOpen()).isFalse();
  }

  @Test
  void framesThatAreNeitherDataNorKeepaliveAreRefused() {
    server.frame(message('z').int16(0));
    assertThatThrownBy(() -> stream.poll(new IgnoringWalHandler(), 1))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("frame of type 122 and 3 bytes")
        .extracting(e -> ((ServerException) e).sqlState())
        .isEqualTo("08P01");
    assertThat(stream.isOpen()).isFalse();
  }

  @Test
  void aFailureOfTheFeedbackThreadIsThrownByPoll() throws InterruptedException {
    server.awaitStatuses(1);
    ConnectionException broken = new ConnectionException("the pipe is broken", "08006", null);
    server.breakSending(broken);
    server.keepalive("0/500", true);

    assertThatThrownBy(
            () -> {
              while (stream.isOpen()) {
                stream.poll(new IgnoringWalHandler(), 1);
              }
            })
        .isSameAs(broken);
    assertThat(stream.isOpen()).isFalse();
  }

  @Test
  void aFailureNobodyHasSeenKeepsTheStreamOpenUntilAPollThrowsIt() throws InterruptedException {
    server.awaitStatuses(1);
    server.breakSending(new ConnectionException("the pipe is broken", "08006", null));
    server.xLogData("0/600", begin()).xLogData("0/610", commit("0/610"));
    stream.poll(acknowledging(), 10);
    CountDownLatch ended = new CountDownLatch(1);
    assertThat(ended.await(300, TimeUnit.MILLISECONDS)).isFalse();

    assertThat(stream.isOpen()).isTrue();
    assertThatThrownBy(() -> stream.poll(new IgnoringWalHandler(), 1))
        .hasMessage("the pipe is broken");
    assertThat(stream.isOpen()).isFalse();
  }

  @Test
  void sendsAStatusEachIntervalThatAsksForAnAnswer() throws InterruptedException {
    stream.close();
    int before = server.statuses().size();
    stream = open(Duration.ofMillis(30));
    List<StandbyStatus> statuses = server.awaitStatuses(before + 4);
    assertThat(statuses.subList(before, before + 4)).allMatch(StandbyStatus::pingServer);
  }

  @Test
  void whatWasAcknowledgedIsSentOnClose() {
    server.xLogData("0/600", begin()).xLogData("0/610", commit("0/610"));
    stream.poll(acknowledging(), 10);
    stream.close();
    List<StandbyStatus> statuses = server.statuses();
    assertThat(statuses.get(statuses.size() - 1)).isEqualTo(new StandbyStatus(0x610, 0x610, false));
  }

  @Test
  void aHandlerMayCloseTheStream() {
    server.xLogData("0/600", begin()).xLogData("0/610", commit("0/610"));
    WalHandler closing =
        new IgnoringWalHandler() {
          @Override
          public void onBegin(long finalLsn, long commitTimeMicros, long xid) {
            stream.close();
          }
        };
    assertThat(stream.poll(closing, 10)).isEqualTo(1);
    assertThat(stream.poll(closing, 10)).isZero();
  }

  @Test
  void whatAHandlerThrowsPassesThroughEvenIfItClosedTheStream() {
    server.xLogData("0/600", begin());
    IllegalStateException thrown = new IllegalStateException("no room");
    WalHandler closing =
        new IgnoringWalHandler() {
          @Override
          public void onBegin(long finalLsn, long commitTimeMicros, long xid) {
            stream.close();
            throw thrown;
          }
        };
    assertThatThrownBy(() -> stream.poll(closing, 10)).isSameAs(thrown);
  }

  @Test
  void aHandlerMayNotPoll() {
    server.xLogData("0/600", begin());
    WalHandler recursive =
        new IgnoringWalHandler() {
          @Override
          public void onBegin(long finalLsn, long commitTimeMicros, long xid) {
            stream.poll(this, 1);
          }
        };
    assertThatThrownBy(() -> stream.poll(recursive, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("none from a handler");
  }

  @Test
  void refusesToDeliverNothing() {
    assertThatThrownBy(() -> stream.poll(new IgnoringWalHandler(), 0))
        .hasMessage("maxMessages: found 0; expected at least 1");
  }

  private WalHandler acknowledging() {
    return new IgnoringWalHandler() {
      @Override
      public void onCommit(long commitLsn, long endLsn, long commitTimeMicros) {
        stream.acknowledge(new Lsn(endLsn));
      }
    };
  }

  private static MessageBytes begin() {
    return message('B').lsn("0/C0").int64(0).xid(7);
  }

  private static MessageBytes commit(String end) {
    return message('C').int8(0).lsn("0/C0").lsn(end).int64(0);
  }
}
