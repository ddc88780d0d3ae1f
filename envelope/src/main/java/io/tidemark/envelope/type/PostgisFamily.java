package io.tidemark.envelope.type;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidemark.envelope.json.Base64Alphabet;
import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.ConnectSchema.Field;
import io.tidemark.replication.TypeDescription.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostGIS's {@code geometry} and {@code geography}: their extended well-known binary, and the
 * spatial reference system that it names.
 */
final class PostgisFamily implements TypeFamily {
  /** A collection of nothing. */
  private static final String EMPTY = "{\"wkb\":\"AQcAAAAAAAAA\",\"srid\":null}";

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (use.type().kind() != Kind.BASE || use.type().namespace().equals("pg_catalog")) {
      return null;
    }
    return switch (use.name()) {
      // Debezium allows null even where the column does not
      case "geometry" -> encoding(schema("Geometry").asOptional());
      case "geography" -> encoding(schema("Geography"));
      default -> null;
    };
  }

  private static Encoding encoding(ConnectSchema schema) {
    return Encoding.fixed(schema, new Encoder(), EMPTY);
  }

  private static ConnectSchema schema(String name) {
    return ConnectSchema.struct(
            "io.debezium.data.geometry." + name,
            1,
            List.of(
                new Field("wkb", ConnectSchema.of("bytes")),
                new Field("srid", ConnectSchema.of("int32").asOptional())))
        .withDoc(name);
  }

  private static final class Encoder implements ColumnEncoder {
    private static final byte[] WKB = "{\"wkb\":\"".getBytes(US_ASCII);
    private static final byte[] SRID = "\",\"srid\":".getBytes(US_ASCII);

    /** Byte order, type, and a count or a coordinate. */
    private static final int SHORTEST = 9;

    private static final int HAS_SRID = 0x2000_0000;

    private byte[] scratch = new byte[64];

    /** Hexadecimal digits. */
    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      int count = length / 2;
      if (scratch.length < count) {
        scratch = new byte[count];
      }
      if (length % 2 != 0 || !HexDigits.decode(source, offset, count, scratch)) {
        throw ValueException.text("well-known binary in hex", source, offset, length);
      }
      binary(scratch, 0, count, json);
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      if (length < SHORTEST) {
        throw ValueException.length("well-known binary", SHORTEST, length);
      }
      json.raw(WKB).base64(Base64Alphabet.STANDARD, source, offset, length).raw(SRID);
      boolean littleEndian = source[offset] != 0;
      int typeAt = offset + 1;
      if ((intAt(source, typeAt, littleEndian) & HAS_SRID) == 0) {
        json.nullValue();
      } else {
        json.number(intAt(source, typeAt + Integer.BYTES, littleEndian));
      }
      json.raw('}');
    }

    private static int intAt(byte[] source, int offset, boolean littleEndian) {
      int value = Wire.intAt(source, offset);
      return littleEndian ? Integer.reverseBytes(value) : value;
    }
  }
}
