package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** The geometric types, with numbers as PostgreSQL prints them or as Java does. */
final class GeometricOutput {
  private static final int POINT_BYTES = 2 * Double.BYTES;

  private GeometricOutput() {}

  static TypeOutput of(String type, TypeOutput number) {
    return switch (type) {
      case "point" -> points(type, 1, "", "", number);
      case "lseg" -> points(type, 2, "[", "]", number);
      case "box" -> points(type, 2, "", "", number);
      case "line" ->
          (source, offset, length, text) -> {
            Wire.require(type, 3 * Double.BYTES, length);
            text.raw('{');
            numbers(source, offset, 3, number, text);
            text.raw('}');
          };
      case "circle" ->
          (source, offset, length, text) -> {
            Wire.require(type, POINT_BYTES + Double.BYTES, length);
            text.raw('<');
            points(source, offset, 1, number, text);
            text.raw(',');
            number.write(source, offset + POINT_BYTES, Double.BYTES, text);
            text.raw('>');
          };
      case "path" ->
          (source, offset, length, text) -> {
            boolean closed = length > 0 && source[offset] != 0;
            text.raw(closed ? '(' : '[');
            counted(type, source, offset + 1, length - 1, number, text);
            text.raw(closed ? ')' : ']');
          };
      case "polygon" ->
          (source, offset, length, text) -> {
            text.raw('(');
            counted(type, source, offset, length, number, text);
            text.raw(')');
          };
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static TypeOutput points(
      String type, int count, String open, String close, TypeOutput number) {
    return (source, offset, length, text) -> {
      Wire.require(type, count * POINT_BYTES, length);
      TypeOutputs.ascii(open, text);
      points(source, offset, count, number, text);
      TypeOutputs.ascii(close, text);
    };
  }

  /** Int32 count, then the points. */
  private static void counted(
      String type, byte[] source, int offset, int length, TypeOutput number, JsonBuffer text) {
    int count = length < Integer.BYTES ? 0 : Wire.intAt(source, offset);
    Wire.require(type, Integer.BYTES + count * POINT_BYTES, length);
    points(source, offset + Integer.BYTES, count, number, text);
  }

  private static void points(
      byte[] source, int offset, int count, TypeOutput number, JsonBuffer text) {
    for (int i = 0; i < count; i++) {
      TypeOutputs.ascii(i > 0 ? "),(" : "(", text);
      numbers(source, offset + i * POINT_BYTES, 2, number, text);
    }
    text.raw(')');
  }

  private static void numbers(
      byte[] source, int offset, int count, TypeOutput number, JsonBuffer text) {
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        text.raw(',');
      }
      number.write(source, offset + i * Double.BYTES, Double.BYTES, text);
    }
  }
}
