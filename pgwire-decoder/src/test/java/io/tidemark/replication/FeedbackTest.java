package io.tidemark.replication;

import static io.tidemark.replication.SourceDatabase.end;
import static io.tidemark.replication.SourceDatabase.readTransaction;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.pgoutput.PgOutputMessage;
import io.tidemark.testing.TestPostgres;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What PostgreSQL is told, and when. */
@Timeout(60)
final class FeedbackTest {
  private SourceDatabase source;

  @BeforeEach
  void createSource() {
    source = SourceDatabase.create(TestPostgres.shared(), "feedback");
  }

  @AfterEach
  void dropSource() {
    source.close();
  }

  @Test
  @Tag("slow")
  void theServerHearsFromUsWhileTheReaderIsBlocked() throws InterruptedException {
    ReplicationConfig config = source.config().setting("wal_sender_timeout", "2s").build();
    try (ReplicationStream stream = ReplicationStream.open(config)) {
      source.execute(
          "INSERT INTO item SELECT i, repeat('x', 1000) FROM generate_series(1, 50000) i");
      stream.iterator().next();

      // More than twice the time after which the server ends a stream without feedback
      assertThat(new CountDownLatch(1).await(5, TimeUnit.SECONDS)).isFalse();

      Lsn end = end(readTransaction(stream));
      stream.acknowledge(end);
      pollUntilConfirmed(stream, end);
    }
  }

  @Test
  void walWithoutChangesForUsIsConfirmedByItself() {
    try (ReplicationStream stream = source.open()) {
      source.execute(
          "INSERT INTO unpublished SELECT i, repeat('x', 1000) FROM generate_series(1, 10000) i");
      Lsn burst = source.currentWalLsn();

      pollUntilConfirmed(stream, burst);
    }
  }

  @Test
  void walBehindAnUnacknowledgedTransactionIsNotConfirmed() {
    try (ReplicationStream stream =
        ReplicationStream.open(source.config().statusInterval(Duration.ofMillis(20)).build())) {
      source.execute("INSERT INTO item VALUES (1, 'one')");
      Lsn end = end(readTransaction(stream));
      source.execute("INSERT INTO unpublished SELECT i, 'x' FROM generate_series(1, 1000) i");
      Lsn burst = source.currentWalLsn();

      pollUntilReceived(stream, burst);
      assertThat(stream.status().confirmed()).isLessThan(end);
      assertThat(source.confirmedFlushLsn()).isLessThan(end);

      stream.acknowledge(end);
      pollUntilConfirmed(stream, burst);
    }
  }

  @Test
  void nothingIsConfirmedByKeepalivesInTheMiddleOfATransaction() throws InterruptedException {
    ReplicationConfig config =
        source
            .config()
            .statusInterval(Duration.ofMillis(20))
            .setting("wal_sender_timeout", "1s")
            .build();
    try (ReplicationStream stream = ReplicationStream.open(config)) {
      source.execute("INSERT INTO item VALUES (0, 'unacknowledged')");
      Lsn unacknowledged = end(readTransaction(stream));
      source.execute(
          "ALTER TABLE item ADD COLUMN announced_again int",
          "INSERT INTO item SELECT i, repeat('x', 1000) FROM generate_series(1, 50000) i");

      int read = 0;
      for (WalMessage wal : stream) {
        read++;
        if (read == 1000) {
          // The server's socket fills up: it now has time to read our status and to answer it
          assertThat(new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS)).isFalse();
        }
        if (read % 1000 == 0) {
          assertThat(stream.status().confirmed()).isLessThan(unacknowledged);
        }
        if (wal.message() instanceof PgOutputMessage.Commit) {
          break;
        }
      }
      assertThat(read).isGreaterThan(50_000);
      assertThat(source.confirmedFlushLsn()).isLessThan(unacknowledged);
    }
  }

  /** Polls an idle stream until the server's slot has moved to {@code lsn}. */
  private void pollUntilConfirmed(ReplicationStream stream, Lsn lsn) {
    while (source.confirmedFlushLsn().compareTo(lsn) < 0) {
      stream.poll(new IgnoringWalHandler(), 100);
    }
  }

  private static void pollUntilReceived(ReplicationStream stream, Lsn lsn) {
    while (stream.status().received().compareTo(lsn) < 0) {
      stream.poll(new IgnoringWalHandler(), 100);
    }
  }
}
