package io.tidemark.pgoutput;

import java.util.function.Consumer;

/**
 * Decodes the rows of {@code COPY … TO STDOUT} into the same view that a stream's rows have.
 *
 * <p>The server sends one row a CopyData message; the binary format also has a header, in front of
 * the first row, and a trailer. Nothing is allocated per row. Belongs to one thread.
 *
 * <pre>{@code
 * CopyDecoder decoder = new CopyDecoder(relation, CopyFormat.TEXT);
 * decoder.decode(message, 0, message.length, row -> System.out.println(row));
 * }</pre>
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, File Formats</a>
 */
public final class CopyDecoder {
  private final Relation relation;
  private final CopyFormat format;
  private final WireTuple row = new WireTuple();
  private boolean started;

  /** A decoder for one COPY, whose columns are those of the relation in the same order. */
  public CopyDecoder(Relation relation, CopyFormat format) {
    this.relation = relation;
    this.format = format;
  }

  /**
   * Decodes one CopyData message.
   *
   * @param message is used up: text is unescaped in place
   * @param handler gets the row, which dies when it returns; not called for a message without row
   * @return whether there was a row
   * @throws ProtocolException on anything that is not a row of the relation
   */
  public boolean decode(byte[] message, int offset, int length, Consumer<WireTuple> handler) {
    int limit = offset + length;
    if (format == CopyFormat.TEXT) {
      CopyText.read(message, offset, limit, relation, row);
    } else {
      int start = started ? offset : CopyBinary.skipHeader(message, offset, limit, relation);
      started = true;
      if (isTrailer(message, start, limit - start)) {
        return false;
      }
      CopyBinary.read(message, start, limit, relation, row);
    }
    try {
      handler.accept(row);
    } finally {
      row.release();
    }
    return true;
  }

  /** Whether the message ends the binary format, and has no row; text has no such message. */
  public boolean isTrailer(byte[] message, int offset, int length) {
    return format == CopyFormat.BINARY && CopyBinary.isTrailer(message, offset, length);
  }
}
