package io.tidemark.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.TestPostgres;
import java.io.BufferedReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LargeTransactionTest {

  /** 84 bytes a row: the assembler holds 160 MiB, of which 16 in memory. */
  @Test
  @Timeout(240)
  void deliversTwoMillionRowsOfOneTransactionInAHeapOf64Megabytes(@TempDir Path directory)
      throws Exception {
    TestPostgres postgres = TestPostgres.shared();
    String url = postgres.createDatabase("large");
    postgres.execute(
        "large",
        "CREATE TABLE t (id int PRIMARY KEY, made timestamp, note text)",
        "CREATE PUBLICATION large_transaction FOR TABLE t",
        "SELECT pg_create_logical_replication_slot('large_transaction', 'pgoutput')",
        "INSERT INTO t SELECT i, now(), 'note ' || i FROM generate_series(1, 2000000) i",
        "SELECT pg_logical_emit_message(false, 'end', '')");
    Process process = LargeTransactionReader.start("64m", url, "large_transaction", directory);
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.lines()).containsExactly("2000000 rows, in order: true");
      assertThat(process.waitFor()).isZero();
      assertThat(directory).isEmptyDirectory();
    } finally {
      process.destroyForcibly();
      process.waitFor();
      postgres.execute(
          "postgres",
          "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots"
              + " WHERE slot_name = 'large_transaction' AND active",
          "SELECT pg_drop_replication_slot('large_transaction')");
    }
  }
}
