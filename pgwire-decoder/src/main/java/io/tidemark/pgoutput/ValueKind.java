package io.tidemark.pgoutput;

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
    return switch (tag) {
      case 'n' -> NULL;
      case 'u' -> UNCHANGED;
      case 't' -> TEXT;
      case 'b' -> BINARY;
      default -> throw new IllegalStateException("tuple tag " + tag + " got past the decoder");
    };
  }
}
