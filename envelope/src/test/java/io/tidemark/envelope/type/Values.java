package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.replication.TypeDescription;
import io.tidemark.replication.TypeDescription.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Encodes single values of one type, from text and from binary. */
final class Values {
  /** Where the slice starts: an encoder that ignores its offset would be seen. */
  private static final int OFFSET = 3;

  private final Encoding encoding;
  private final ColumnEncoder encoder;

  private Values(Encoding encoding) {
    this.encoding = encoding;
    encoder = encoding.encoder();
  }

  static Values of(String type, int typeModifier, TypeConfig config) {
    return of(TypeDescription.base(0, type), typeModifier, config);
  }

  private static Values of(TypeDescription type, int typeModifier, TypeConfig config) {
    Encoding encoding = new TypeEncodings(config).find(type, typeModifier);
    return new Values(Objects.requireNonNull(encoding, type.name()));
  }

  /** A type that an extension put into the schema public. */
  static Values ofExtension(String type) {
    TypeDescription description =
        new TypeDescription(
            0, "public", type, Kind.BASE, null, null, -1, false, List.of(), List.of(), ',');
    return of(description, -1, TypeConfig.defaults());
  }

  static Values of(String type) {
    return of(type, -1, TypeConfig.defaults());
  }

  /** The JSON that stands for a NOT NULL column which an old row lacks. */
  String fallback() {
    return Objects.requireNonNull(encoding.fallback());
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
