package io.tidemark.replication;

import static io.tidemark.replication.SourceDatabase.readTransaction;
import static io.tidemark.replication.SourceDatabase.readUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.pgoutput.PgOutputMessage;
import io.tidemark.testing.TestPostgres;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every option on every supported server: it streams, or the error says which version it needs. */
@Tag("slow")
@Timeout(120)
final class ServerVersionsTest {

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void everyOptionStreamsOrNamesTheVersionThatItNeeds(int major) {
    Map<String, String> smallMemory = Map.of("logical_decoding_work_mem", "64kB");
    try (TestPostgres postgres = TestPostgres.start(major, smallMemory);
        SourceDatabase source = SourceDatabase.create(postgres, "versions")) {
      streams(source, source.config());
      streams(source, source.config().protocolVersion(ProtocolVersion.V1));
      streams(source, source.config().protocolVersion(ProtocolVersion.V2));
      streams(source, source.config().binary(true).messages(true));
      streamsInBlocks(source, source.config().streaming(Streaming.ON));
      from(15, major, source, source.config().protocolVersion(ProtocolVersion.V3));
      from(16, major, source, source.config().protocolVersion(ProtocolVersion.V4));
      from(16, major, source, source.config().origin(OriginFilter.NONE));
      if (major >= 16) {
        streamsInBlocks(source, source.config().streaming(Streaming.PARALLEL));
      } else {
        needs(16, source.config().streaming(Streaming.PARALLEL));
      }
      if (major >= 15) {
        streamsPrepared(source, source.config().twoPhase(true));
      } else {
        needs(15, source.config().twoPhase(true));
      }
    }
  }

  private static void from(
      int least, int major, SourceDatabase source, ReplicationConfigBuilder config) {
    if (major >= least) {
      streams(source, config);
    } else {
      needs(least, config);
    }
  }

  private static void needs(int least, ReplicationConfigBuilder config) {
    assertThatThrownBy(() -> ReplicationStream.open(config.build()))
        .isInstanceOf(PrerequisiteException.class)
        .hasMessageContaining("needs PostgreSQL " + least + "; localhost")
        .extracting(e -> ((PrerequisiteException) e).kind())
        .isEqualTo(PrerequisiteException.Kind.SERVER_VERSION);
  }

  private static void streams(SourceDatabase source, ReplicationConfigBuilder config) {
    try (ReplicationStream stream = ReplicationStream.open(config.build())) {
      source.execute("DELETE FROM item", "INSERT INTO item VALUES (1, 'one')");
      readUntil(stream, PgOutputMessage.Insert.class::isInstance);
      stream.acknowledge(SourceDatabase.end(readTransaction(stream)));
    }
  }

  private static void streamsInBlocks(SourceDatabase source, ReplicationConfigBuilder config) {
    try (ReplicationStream stream = ReplicationStream.open(config.build())) {
      source.execute(
          "INSERT INTO item SELECT i, repeat('x', 100) FROM generate_series(10, 3000) i");
      readUntil(stream, PgOutputMessage.StreamStart.class::isInstance);
      readUntil(
          stream,
          message -> {
            if (message instanceof PgOutputMessage.StreamCommit commit) {
              stream.acknowledge(commit.endLsn());
              return true;
            }
            return false;
          });
      assertThat(stream.isOpen()).isTrue();
    }
  }

  private static void streamsPrepared(SourceDatabase source, ReplicationConfigBuilder config) {
    try (ReplicationStream stream = ReplicationStream.open(config.build())) {
      source.execute(
          "BEGIN; INSERT INTO item VALUES (5000, 'prepared'); PREPARE TRANSACTION 'gid'",
          "COMMIT PREPARED 'gid'");
      readUntil(stream, PgOutputMessage.Prepare.class::isInstance);
      readUntil(
          stream,
          message -> {
            if (message instanceof PgOutputMessage.CommitPrepared commit) {
              stream.acknowledge(commit.endLsn());
              return true;
            }
            return false;
          });
      assertThat(stream.isOpen()).isTrue();
    }
  }
}
