package io.tidemark.pgoutput;

import java.util.Arrays;

/**
 * What the wire says about one column of a tuple.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html">TupleData</a>
 */
public enum ValueKind {
  /** SQL NULL, or a column that a key image does not carry. */
  NULL('n'),
  /** A TOASTed value that the change did not touch; the server does not send it. */
  UNCHANGED('u'),
  /** The type's text output. */
  TEXT('t'),
  /** The type's binary send format; only with the option {@code binary}. */
  BINARY('b');

  private static final ValueKind[] BY_CODE = values();
  private static final byte[] CODES = codes();

  @SuppressWarnings("EnumOrdinal") // the code is the ordinal, and never leaves the process
  private static final int FIRST_WITH_BYTES = TEXT.ordinal();

  private final byte tag;

  ValueKind(char tag) {
    this.tag = (byte) tag;
  }

  /** The byte that stands for this kind on the wire. */
  public byte tag() {
    return tag;
  }

  /** The kind of a tag that the decoder has already accepted. */
  static ValueKind of(byte tag) {
    return of(code(tag));
  }

  /** The ordinal, for the byte that stands for a kind on the wire; -1 for any other byte. */
  static int code(byte tag) {
    return CODES[tag & 0xff];
  }

  /** The kind whose code is in the two lowest bits. */
  static ValueKind of(int code) {
    return BY_CODE[code & (BY_CODE.length - 1)];
  }

  /** Whether a length and bytes follow on the wire. */
  static boolean hasBytes(int code) {
    return code >= FIRST_WITH_BYTES;
  }

  @SuppressWarnings("EnumOrdinal") // as above
  private static byte[] codes() {
    byte[] codes = new byte[256];
    Arrays.fill(codes, (byte) -1);
    for (ValueKind kind : values()) {
      codes[kind.tag & 0xff] = (byte) kind.ordinal();
    }
    return codes;
  }
}
