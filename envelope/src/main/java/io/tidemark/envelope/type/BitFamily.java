package io.tidemark.envelope.type;

import io.tidemark.envelope.json.Base64Alphabet;
import io.tidemark.envelope.json.JsonBuffer;
import org.jspecify.annotations.Nullable;

/**
 * {@code bit} and {@code varbit}: a single one is a boolean, several are an integer in
 * little-endian bytes.
 */
final class BitFamily implements TypeFamily {

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (!use.is("bit") && !use.is("varbit")) {
      return null;
    }
    if (use.typeModifier() == 1) {
      return Encoding.fixed(ConnectSchema.of("boolean"), new Single(), "false");
    }
    int length = use.typeModifier() < 0 ? Integer.MAX_VALUE : use.typeModifier();
    ConnectSchema schema =
        ConnectSchema.of("bytes", "io.debezium.data.Bits")
            .withParameter("length", Integer.toString(length));
    return Encoding.fixed(schema, new Several(), "\"\"");
  }

  /** {@code varbit(1)} may hold no bit at all, which is neither true nor false. */
  private static final class Single implements ColumnEncoder {
    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      requireOne(length);
      BooleanFamily.write(source[offset] == '1', json);
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      requireOne(BitOutput.count(source, offset, length));
      BooleanFamily.write(BitOutput.bit(source, offset, 0) == 1, json);
    }

    private static void requireOne(int bits) {
      if (bits == 0) {
        throw new ValueException("expected one bit, as the schema has a boolean; found none");
      }
    }
  }

  private static final class Several implements ColumnEncoder {
    private byte[] bytes = new byte[8];
    private int size;

    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      start(length);
      for (int i = 0; i < length; i++) {
        set(length - 1 - i, source[offset + i] == '1' ? 1 : 0);
      }
      json.raw('"').base64(Base64Alphabet.STANDARD, bytes, 0, size).raw('"');
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      int count = BitOutput.count(source, offset, length);
      start(count);
      for (int i = 0; i < count; i++) {
        set(count - 1 - i, BitOutput.bit(source, offset, i));
      }
      json.raw('"').base64(Base64Alphabet.STANDARD, bytes, 0, size).raw('"');
    }

    private void start(int bits) {
      int needed = (bits + 7) / 8;
      if (bytes.length < needed) {
        bytes = new byte[needed];
      }
      java.util.Arrays.fill(bytes, 0, needed, (byte) 0);
      size = 0;
    }

    /** Zero bytes at the high end are left out. */
    private void set(int position, int bit) {
      if (bit == 1) {
        bytes[position / 8] |= (byte) (1 << (position % 8));
        size = Math.max(size, position / 8 + 1);
      }
    }
  }
}
