package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testing.TestPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a stream notices that the server or the network has gone. */
@Timeout(60)
final class LostConnectionTest {
  private final TestPostgres postgres = TestPostgres.shared();
  private SourceDatabase source;
  private StallingProxy proxy;

  @BeforeEach
  void createSource() throws IOException {
    source = SourceDatabase.create(postgres, "lost");
    proxy = StallingProxy.to(postgres.port());
  }

  @AfterEach
  void dropSource() throws IOException {
    proxy.close();
    source.close();
  }

  @Test
  void aSilentServerIsTakenForDead() {
    try (ReplicationStream stream = openThroughProxy()) {
      proxy.stall();
      long start = System.nanoTime();

      assertThatThrownBy(() -> pollForEver(stream))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("no byte from the server for 1000 ms");

      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(900), Duration.ofSeconds(3));
      assertThat(stream.isOpen()).isFalse();
    }
  }

  @Test
  void aServerThatHasNothingToSayIsNotTakenForDead() {
    try (ReplicationStream stream = openThroughProxy()) {
      long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
      while (System.nanoTime() - end < 0) {
        assertThat(stream.poll(new IgnoringWalHandler(), 1)).isZero();
      }
      assertThat(stream.isOpen()).isTrue();
    }
  }

  @Test
  void aReaderThatWasAwayForLongDoesNotTakeTheServerForDead() throws InterruptedException {
    try (ReplicationStream stream = openThroughProxy()) {
      source.execute("INSERT INTO item VALUES (1, 'one')");
      stream.iterator().next();
      assertThat(new CountDownLatch(1).await(1500, TimeUnit.MILLISECONDS)).isFalse();

      assertThat(SourceDatabase.readTransaction(stream)).hasSize(3);
    }
  }

  @Test
  void messagesCutInPiecesArriveWhole() {
    try (ReplicationStream stream = openThroughProxy()) {
      proxy.passInPiecesOf(7);
      source.execute("INSERT INTO item SELECT i, repeat('x', i) FROM generate_series(1, 300) i");
      assertThat(SourceDatabase.readTransaction(stream)).hasSize(303);
    }
  }

  @Test
  void aStoppedServerEndsThePoll() {
    try (TestPostgres own = TestPostgres.start();
        SourceDatabase database = SourceDatabase.create(own, "stopped");
        ReplicationStream stream = database.open()) {
      own.kill();
      assertThatThrownBy(() -> pollForEver(stream))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("connection to localhost:" + own.port() + "/stopped lost");
      assertThat(stream.isOpen()).isFalse();
      own.restart();
    }
  }

  @Test
  void theServersOwnWordsAreGivenWhenItRefusesToGoOn() {
    source.execute("ALTER PUBLICATION items SET TABLE item WHERE (10 / id > 0)");
    try (ReplicationStream stream = source.open()) {
      source.execute("INSERT INTO item VALUES (0, 'not a divisor')");
      assertThatThrownBy(() -> pollForEver(stream))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("division by zero (SQLSTATE 22012)")
          .extracting(e -> ((ReplicationException) e).sqlState())
          .isEqualTo("22012");
      assertThat(stream.isOpen()).isFalse();
    }
  }

  @Test
  void aPublicationThatIsDroppedEndsTheStream() {
    try (ReplicationStream stream = source.open()) {
      source.execute("DROP PUBLICATION items", "INSERT INTO item VALUES (1, 'one')");
      assertThatThrownBy(() -> pollForEver(stream))
          .isInstanceOf(PrerequisiteException.class)
          .hasMessageContaining("publication \"items\" does not exist in database \"lost\"")
          .hasMessageContaining("CREATE PUBLICATION \"items\"");
    }
  }

  @Test
  void whatAHandlerThrowsPassesThroughAndEndsTheStream() {
    try (ReplicationStream stream = source.open()) {
      source.execute("INSERT INTO item VALUES (1, 'one')");
      IllegalStateException thrown = new IllegalStateException("no room");
      WalHandler failing =
          new IgnoringWalHandler() {
            @Override
            public void onCommit(long commitLsn, long endLsn, long commitTimeMicros) {
              throw thrown;
            }
          };
      assertThatThrownBy(() -> stream.poll(failing, 10)).isSameAs(thrown);
      assertThat(stream.isOpen()).isFalse();
      assertThatThrownBy(() -> stream.poll(failing, 10)).isSameAs(thrown);
    }
  }

  private ReplicationStream openThroughProxy() {
    return ReplicationStream.open(
        source
            .config()
            .url("jdbc:postgresql://localhost:" + proxy.port() + "/" + source.name())
            .user(TestPostgres.USER)
            .statusInterval(Duration.ofMillis(200))
            .peerTimeout(Duration.ofSeconds(1))
            .build());
  }

  private static void pollForEver(ReplicationStream stream) {
    while (stream.isOpen()) {
      stream.poll(new IgnoringWalHandler(), 100);
    }
  }
}
