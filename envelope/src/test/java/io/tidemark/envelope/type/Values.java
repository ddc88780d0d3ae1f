package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.replication.TypeDescription;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Encodes single values of one built-in type, from text and from binary. */
final class Values {
  /** Where the slice starts: an encoder that ignores its offset would be seen. */
  private static final int OFFSET = 3;

  private final ColumnEncoder encoder;

  private Values(ColumnEncoder encoder) {
    this.encoder = encoder;
  }

  static Values of(String type, int typeModifier, TypeConfig config) {
    TypeDescription description = TypeDescription.base(0, type);
    Encoding encoding = new TypeEncodings(config).find(description, typeModifier);
    return new Values(Objects.requireNonNull(encoding, type).encoder());
  }

  static Values of(String type) {
    return of(type, -1, TypeConfig.defaults());
  }

  /** The JSON of a value in the type's text output. */
  String text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    JsonBuffer json = new JsonBuffer();
    encoder.text(inside(utf8), OFFSET, utf8.length, json);
    return json.toString();
  }

  /** The JSON of a value in the type's send format. */
  String binary(byte[] value) {
    JsonBuffer json = new JsonBuffer();
    encoder.binary(inside(value), OFFSET, value.length, json);
    return json.toString();
  }

  private static byte[] inside(byte[] value) {
    byte[] larger = new byte[value.length + 2 * OFFSET];
    java.util.Arrays.fill(larger, (byte) '7');
    System.arraycopy(value, 0, larger, OFFSET, value.length);
    return larger;
  }

  /** A JSON string without its quotes; for values that need no escape. */
  static String unquoted(String json) {
    return json.substring(1, json.length() - 1);
  }
}
