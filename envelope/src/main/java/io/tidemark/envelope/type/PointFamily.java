package io.tidemark.envelope.type;

import io.tidemark.envelope.json.Base64Alphabet;
import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.ConnectSchema.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code point}: its coordinates, and the same once more as well-known binary. */
final class PointFamily implements TypeFamily {

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (!use.is("point")) {
      return null;
    }
    ConnectSchema schema =
        ConnectSchema.struct(
                "io.debezium.data.geometry.Point",
                1,
                List.of(
                    new Field("x", ConnectSchema.of("double")),
                    new Field("y", ConnectSchema.of("double")),
                    new Field("wkb", ConnectSchema.of("bytes").asOptional()),
                    new Field("srid", ConnectSchema.of("int32").asOptional())))
            .withDoc("Geometry (POINT)");
    return Encoding.fixed(
        schema,
        new Encoder(),
        "{\"x\":0.0,\"y\":0.0,\"wkb\":\"AQEAAAAAAAAAAAAAAAAAAAAAAAAA\",\"srid\":null}");
  }

  private static final class Encoder implements ColumnEncoder {
    private static final byte[] X = ascii("{\"x\":");
    private static final byte[] Y = ascii(",\"y\":");
    private static final byte[] WKB = ascii(",\"wkb\":\"");
    private static final byte[] SRID = ascii("\",\"srid\":null}");

    /** Byte order (1: little-endian), UInt32 type (1: point), Float64 x, Float64 y. */
    private final byte[] wkb = new byte[1 + Integer.BYTES + 2 * Double.BYTES];

    private final DecimalText decimal = new DecimalText();

    Encoder() {
      wkb[0] = 1;
      wkb[1] = 1;
    }

    private static byte[] ascii(String text) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      String point = new String(source, offset, length, StandardCharsets.US_ASCII);
      int comma = point.indexOf(',');
      if (comma < 0 || !point.startsWith("(") || !point.endsWith(")")) {
        throw ValueException.text("a point", source, offset, length);
      }
      write(
          Double.parseDouble(point.substring(1, comma)),
          Double.parseDouble(point.substring(comma + 1, point.length() - 1)),
          json);
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      Wire.require("point", 2 * Double.BYTES, length);
      write(
          Double.longBitsToDouble(Wire.longAt(source, offset)),
          Double.longBitsToDouble(Wire.longAt(source, offset + Double.BYTES)),
          json);
    }

    private void write(double x, double y, JsonBuffer json) {
      json.raw(X);
      decimal.write(x, json);
      json.raw(Y);
      decimal.write(y, json);
      littleEndian(x, 1 + Integer.BYTES);
      littleEndian(y, 1 + Integer.BYTES + Double.BYTES);
      json.raw(WKB).base64(Base64Alphabet.STANDARD, wkb, 0, wkb.length).raw(SRID);
    }

    private void littleEndian(double value, int at) {
      long bits = Double.doubleToLongBits(value);
      for (int i = 0; i < Double.BYTES; i++) {
        wkb[at + i] = (byte) (bits >>> (8 * i));
      }
    }
  }
}
