package io.tidemark.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.replication.AssemblerConfig;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationStream;
import io.tidemark.replication.Streaming;
import io.tidemark.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streaming and two-phase commit change when rows arrive, and nothing in their envelopes. */
class StreamedEnvelopesTest {
  private static final TestPostgres POSTGRES = TestPostgres.shared();
  private static final String DATABASE = "streamed_envelopes";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  @Timeout(120)
  void areThoseOfAStreamOfWholeTransactions(@TempDir Path directory) throws IOException {
    POSTGRES.createDatabase(DATABASE);
    POSTGRES.execute(
        DATABASE,
        "CREATE TABLE t (id int PRIMARY KEY, note text)",
        "CREATE PUBLICATION p FOR TABLE t",
        "SELECT pg_create_logical_replication_slot('plain', 'pgoutput')",
        "SELECT pg_create_logical_replication_slot('streamed', 'pgoutput', false, true)");
    try {
      POSTGRES.execute(
          DATABASE,
          "INSERT INTO t VALUES (1, 'small')",
          "BEGIN; INSERT INTO t SELECT i, 'large' FROM generate_series(1000, 3999) i; SAVEPOINT s;"
              + " INSERT INTO t SELECT i, 'dropped' FROM generate_series(5000, 7999) i;"
              + " ROLLBACK TO s; UPDATE t SET note = 'changed' WHERE id BETWEEN 1000 AND 1999; COMMIT",
          "BEGIN; INSERT INTO t VALUES (2, 'prepared'); PREPARE TRANSACTION 'envelopes'",
          "INSERT INTO t VALUES (3, 'between')",
          "COMMIT PREPARED 'envelopes'",
          "SELECT pg_logical_emit_message(false, 'end', '')");
      List<String> plain = read("plain", Streaming.OFF, directory);
      List<String> streamed = read("streamed", Streaming.ON, directory);
      assertThat(plain.size()).isEqualTo(1 + 3_000 + 1_000 + 2 + 1);
      for (int i = 0; i < Math.min(plain.size(), streamed.size()); i++) {
        assertThat(streamed.get(i)).isEqualTo(plain.get(i));
      }
      assertThat(streamed.size()).isEqualTo(plain.size());
      assertThat(directory).isEmptyDirectory();
    } finally {
      POSTGRES.execute(
          DATABASE,
          "SELECT pg_drop_replication_slot('plain')",
          "SELECT pg_drop_replication_slot('streamed')");
    }
  }

  private static List<String> read(String slot, Streaming streaming, Path directory)
      throws IOException {
    ReplicationConfig config =
        ReplicationConfig.builder()
            .url(POSTGRES.jdbcUrl(DATABASE))
            .slot(slot)
            .publication("p")
            .messages(true)
            .streaming(streaming)
            .twoPhase(streaming == Streaming.ON)
            .setting("logical_decoding_work_mem", "64kB")
            .build();
    AssemblerConfig assembling =
        AssemblerConfig.builder()
            .maxBufferedBytes(AssemblerConfig.SMALLEST_BUFFER)
            .spillDirectory(directory)
            .build();
    List<String> read = new ArrayList<>();
    try (ReplicationStream stream = ReplicationStream.open(config);
        EnvelopeStream envelopes =
            EnvelopeStream.over(stream, EnvelopeConfig.debeziumJson("shop"), assembling)) {
      Iterator<Envelope> each = envelopes.iterator();
      Operation operation;
      do {
        Envelope envelope = each.next();
        operation = envelope.operation();
        read.add(envelope.position() + " " + withoutClock(envelope));
        envelopes.acknowledge(envelope.position());
      } while (operation != Operation.MESSAGE);
    }
    return read;
  }

  /** Without the time at which it was written. */
  private static String withoutClock(Envelope envelope) throws IOException {
    ObjectNode value = (ObjectNode) JSON.readTree(envelope.value());
    value.remove(List.of("ts_ms", "ts_us", "ts_ns"));
    return value.toString();
  }
}
