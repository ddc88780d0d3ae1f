package io.tidemark.replication;

import static io.tidemark.replication.SourceDatabase.readTransaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testing.TestCertificates;
import io.tidemark.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * TLS up to verify-full, and SCRAM. PgJDBC's SSLSocket lies above ours, so a peek that finds
 * nothing may cut it off in the middle of a TLS record: the tests let records arrive in pieces.
 */
@Tag("slow")
@Timeout(120)
final class TlsTest {
  @TempDir private static Path directory;

  private static TestCertificates certificates;
  private static TestPostgres postgres;
  private static SourceDatabase source;
  private static StallingProxy proxy;

  @BeforeAll
  static void startServer() throws IOException {
    certificates = new TestCertificates(directory);
    postgres = TestPostgres.startSecure(certificates);
    source = SourceDatabase.create(postgres, "tls");
    source.execute("CREATE ROLE replicator LOGIN REPLICATION PASSWORD 'it''s secret'");
    postgres.requirePassword("replicator");
    proxy = StallingProxy.to(postgres.port());
  }

  @AfterAll
  static void stopServer() throws IOException {
    proxy.close();
    postgres.close();
  }

  @Test
  void streamsOverVerifiedTlsWithScram() {
    try (ReplicationStream stream = open("localhost", Duration.ofMinutes(1))) {
      source.execute("INSERT INTO item VALUES (1, 'one')");
      stream.acknowledge(SourceDatabase.end(readTransaction(stream)));
      assertThat(
              source.query(
                  "SELECT string_agg(usename || ' ' || version, ',') FROM pg_stat_ssl"
                      + " JOIN pg_stat_replication USING (pid) WHERE ssl"))
          .isEqualTo("replicator TLSv1.3");
    }
  }

  @Test
  void tlsRecordsCutInPiecesArriveWhole() {
    try (ReplicationStream stream = open("localhost", Duration.ofMinutes(1))) {
      proxy.passInPiecesOf(11);
      source.execute(
          "INSERT INTO item SELECT i, repeat('x', i % 1000) FROM generate_series(1000, 3000) i");
      assertThat(readTransaction(stream)).hasSizeGreaterThanOrEqualTo(2003);
    } finally {
      proxy.passInPiecesOf(64 * 1024);
    }
  }

  @Test
  void messagesOfManyTlsRecordsArriveWhole() {
    try (ReplicationStream stream = open("localhost", Duration.ofMinutes(1))) {
      source.execute(
          "INSERT INTO item SELECT i, repeat('x', 1000000) FROM generate_series(10000, 10020) i");
      assertThat(readTransaction(stream)).hasSizeGreaterThanOrEqualTo(23);
    }
  }

  @Test
  void closeEndsAPollThatWaits() throws Exception {
    ReplicationStream stream = open("localhost", Duration.ofMinutes(1));
    CompletableFuture<Boolean> more =
        CompletableFuture.supplyAsync(() -> stream.iterator().hasNext());

    stream.close();

    assertThat(more.get(1, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void aSilentServerIsTakenForDead() throws IOException {
    try (StallingProxy mute = StallingProxy.to(postgres.port());
        ReplicationStream stream =
            ReplicationStream.open(config("localhost", mute, Duration.ofSeconds(1)))) {
      mute.stall();
      assertThatThrownBy(() -> stream.iterator().hasNext())
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("no byte from the server for 1000 ms");
    }
  }

  @Test
  void refusesAHostThatTheCertificateDoesNotName() {
    assertThatThrownBy(() -> open("127.0.0.1", Duration.ofMinutes(1)))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("127.0.0.1")
        .hasMessageNotContaining("secret");
  }

  @Test
  void refusesAWrongPassword() {
    ReplicationConfig config =
        builder("localhost", proxy, Duration.ofMinutes(1)).password("mistyped").build();
    assertThatThrownBy(() -> ReplicationStream.open(config))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("SQLSTATE 28P01")
        .hasMessageContaining("ALTER ROLE \"replicator\" PASSWORD")
        .hasMessageNotContaining("mistyped");
  }

  private static ReplicationStream open(String host, Duration peerTimeout) {
    return ReplicationStream.open(config(host, proxy, peerTimeout));
  }

  private static ReplicationConfig config(
      String host, StallingProxy through, Duration peerTimeout) {
    return builder(host, through, peerTimeout).build();
  }

  private static ReplicationConfigBuilder builder(
      String host, StallingProxy through, Duration peerTimeout) {
    return source
        .config()
        .url("jdbc:postgresql://" + host + ":" + through.port() + "/" + source.name())
        .user("replicator")
        .password("it's secret")
        .statusInterval(Duration.ofMillis(200))
        .peerTimeout(peerTimeout)
        .property("sslmode", "verify-full")
        .property("sslrootcert", certificates.root().toString());
  }
}
