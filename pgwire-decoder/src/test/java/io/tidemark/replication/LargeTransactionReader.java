package io.tidemark.replication;

import io.tidemark.fixtures.Frames;
import io.tidemark.fixtures.PlainReplication;
import io.tidemark.pgoutput.PgOutputDecoder;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * A process with a heap of its own that assembles one streamed transaction and prints how many rows
 * it got, and whether their first columns count from 1 without a gap.
 */
final class LargeTransactionReader extends IgnoringWalHandler {
  private long rows;
  private boolean inOrder = true;

  private LargeTransactionReader() {}

  @Override
  public void onInsert(long xid, Relation relation, WireTuple row) {
    rows++;
    inOrder &= relation.columns().size() == 3 && Long.parseLong(row.text(0)) == rows;
  }

  static Process start(String heap, String jdbcUrl, String slot, Path directory)
      throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap,
            "-cp",
            System.getProperty("java.class.path"),
            LargeTransactionReader.class.getName(),
            jdbcUrl,
            slot,
            directory.toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  public static void main(String[] arguments) throws SQLException {
    LargeTransactionReader reader = new LargeTransactionReader();
    String options =
        "proto_version '2', streaming 'on', messages 'true', publication_names '"
            + arguments[1]
            + "'";
    AssemblerConfig config =
        AssemblerConfig.builder()
            .spillDirectory(Path.of(arguments[2]))
            .maxBufferedBytes(16 << 20)
            .build();
    try (PlainReplication stream = PlainReplication.start(arguments[0], arguments[1], options);
        TransactionAssembler assembler = new TransactionAssembler(reader, config)) {
      Frames.untilEnd(stream, new PgOutputDecoder(2), assembler);
    }
    System.out.println(reader.rows + " rows, in order: " + reader.inOrder);
  }
}
