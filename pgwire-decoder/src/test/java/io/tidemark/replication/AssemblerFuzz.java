package io.tidemark.replication;

import io.tidemark.pgoutput.PgOutputDecoder;
import io.tidemark.pgoutput.ProtocolException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Feeds a fuzzer's bytes through a decoder to an assembler. Only {@link ProtocolException} and
 * {@link UnknownPreparedTransactionException} may come out, every row must be announced, and no
 * file may stay. The input has the form of {@link io.tidemark.pgoutput.DecoderFuzz}: a byte for the
 * protocol version and the mode, then messages, each behind its length in two bytes.
 */
public final class AssemblerFuzz {
  /** Set in the first byte: prepared transactions are delivered at Prepare. */
  private static final int AT_PREPARE = 4;

  private static final Path DIRECTORY = temporaryDirectory();

  private AssemblerFuzz() {}

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("tidemark-fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Jazzer's entry point. */
  public static void fuzzerTestOneInput(byte[] session) throws IOException {
    if (session.length == 0) {
      return;
    }
    AssemblerConfig config =
        AssemblerConfig.builder()
            .spillDirectory(DIRECTORY)
            .maxBufferedBytes(AssemblerConfig.SMALLEST_BUFFER)
            .preparedDelivery(
                (session[0] & AT_PREPARE) == 0
                    ? PreparedDelivery.AT_COMMIT_PREPARED
                    : PreparedDelivery.AT_PREPARE)
            .build();
    WalHandler downstream = AnnouncedRows.before(new IgnoringWalHandler());
    try (TransactionAssembler assembler = new TransactionAssembler(downstream, config)) {
      feed(session, new PgOutputDecoder(1 + (session[0] & 3)), assembler);
    } catch (ProtocolException | UnknownPreparedTransactionException refused) {
      return;
    } finally {
      requireEmpty();
    }
  }

  private static void feed(byte[] session, PgOutputDecoder decoder, WalHandler handler) {
    int at = 1;
    while (session.length - at >= 2) {
      int declared = ((session[at] & 0xff) << 8) | (session[at + 1] & 0xff);
      int length = Math.min(declared, session.length - at - 2);
      handler.onXLogData(at, at, at);
      decoder.decode(session, at + 2, length, handler);
      at += 2 + length;
    }
  }

  private static void requireEmpty() throws IOException {
    try (var files = Files.list(DIRECTORY)) {
      files
          .findAny()
          .ifPresent(
              file -> {
                throw new AssertionError("left behind: " + file);
              });
    }
  }
}
