package io.tidemark.envelope.type;

import java.nio.charset.StandardCharsets;

/**
 * A value that its schema cannot represent, or that is not what its type says. The encoder of the
 * row adds table, column and LSN, and does what {@code event.converting.failure.handling.mode}
 * asks.
 */
public final class ValueException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int SHOWN_BYTES = 64;

  /** States what was expected of the value. */
  public ValueException(String expected) {
    super(expected);
  }

  /** States what was expected, and shows the start of the text that was found. */
  static ValueException text(String expected, byte[] source, int offset, int length) {
    String shown =
        new String(source, offset, Math.min(length, SHOWN_BYTES), StandardCharsets.UTF_8);
    return new ValueException(
        "expected " + expected + ", found \"" + shown + (length > SHOWN_BYTES ? "…" : "") + "\"");
  }

  /** States how long a binary value must be. */
  static ValueException length(String type, int expected, int found) {
    return new ValueException(
        "expected " + expected + " bytes of binary " + type + ", found " + found);
  }
}
