package io.tidemark.examples;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.ColumnEncoder;
import io.tidemark.envelope.type.ConnectSchema;
import io.tidemark.envelope.type.ConnectSchema.Field;
import io.tidemark.envelope.type.Encoding;
import io.tidemark.envelope.type.TypeFamily;
import io.tidemark.envelope.type.TypeUse;
import io.tidemark.envelope.type.ValueException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code CREATE TYPE price AS (currency text, cents bigint)} as {@code
 * {"currency":"EUR","cents":1250}}; without it a composite type has no mapping, and is left out.
 */
final class PriceType implements TypeFamily {
  private static final ConnectSchema SCHEMA =
      ConnectSchema.struct(
          "com.example.Price",
          1,
          List.of(
              new Field("currency", ConnectSchema.of("string")),
              new Field("cents", ConnectSchema.of("int64"))));

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    String none = "{\"currency\":\"\",\"cents\":0}";
    return use.type().name().equals("price")
        ? new Encoding(SCHEMA, new PriceEncoder(), none, null)
        : null;
  }

  /** Copies bytes of the wire; no objects are made for a value. */
  private static final class PriceEncoder implements ColumnEncoder {
    private static final byte[] CURRENCY = utf8("{\"currency\":\"");
    private static final byte[] CENTS = utf8("\",\"cents\":");

    /** PostgreSQL prints {@code (EUR,1250)}. */
    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      int end = offset + length - 1;
      int comma = offset + 1;
      while (comma < end && source[comma] != ',') {
        comma++;
      }
      if (comma + 1 >= end || comma == offset + 1) {
        throw new ValueException("expected a price with currency and cents, found a part missing");
      }
      json.raw(CURRENCY).escaped(source, offset + 1, comma - offset - 1);
      json.raw(CENTS).raw(source, comma + 1, end - comma - 1).raw('}');
    }

    /** Int32 count; of each field Int32 type OID, Int32 length (-1 for NULL) and the value. */
    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      ByteBuffer value = ByteBuffer.wrap(source, offset, length);
      value.position(offset + 2 * Integer.BYTES);
      int currencyLength = value.getInt();
      int currency = value.position();
      if (currencyLength < 0) {
        throw new ValueException("expected a price with a currency, found none");
      }
      value.position(currency + currencyLength + Integer.BYTES);
      if (value.getInt() != Long.BYTES) {
        throw new ValueException("expected a price with cents, found none");
      }
      json.raw(CURRENCY).escaped(source, currency, currencyLength);
      json.raw(CENTS).number(value.getLong()).raw('}');
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
