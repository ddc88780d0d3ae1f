package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import org.jspecify.annotations.Nullable;

/** {@code int2vector} and {@code oidvector}, the system's arrays of numbers: {@code 1 2 3}. */
final class VectorFamily implements TypeFamily {

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (use.is("int2vector")) {
      return encoding("int16", "int2");
    }
    return use.is("oidvector") ? encoding("int64", "oid") : null;
  }

  private static Encoding encoding(String items, String element) {
    TypeOutput number =
        element.equals("oid") ? SystemOutputs.of(element) : NumberOutputs.of(element);
    return Encoding.fixed(ConnectSchema.array(ConnectSchema.of(items)), new Encoder(number), "[]");
  }

  private static final class Encoder implements ColumnEncoder {
    private final BinaryArray.Element number;
    private final BinaryArray array = new BinaryArray();

    Encoder(TypeOutput number) {
      this.number = number::write;
    }

    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      json.raw('[');
      for (int i = offset; i < offset + length; i++) {
        json.raw(source[i] == ' ' ? ',' : (char) source[i]);
      }
      json.raw(']');
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      array.write(source, offset, length, number, json);
    }
  }
}
