package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.replication.TypeDescription.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Whatever Debezium has no schema for: left out, or the bytes of its text under {@code
 * include.unknown.datatypes}. The arrays that {@link ArrayFamily} leaves out stay out.
 */
final class UnknownFamily implements TypeFamily {

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    TypeConfig config = use.config();
    if (!config.includeUnknown() || use.type().kind() == Kind.ARRAY) {
      return null;
    }
    BinaryForm form = BinaryForm.of(config.binaries());
    return new Encoding(
        BinaryForm.schema(config.binaries()),
        isGeometric(use)
            ? new Geometric(use.name(), form)
            : new TextFormEncoder(TypeOutputs.of(use.type()), form::write),
        "\"\"",
        BinaryForm.unavailable(config));
  }

  private static boolean isGeometric(TypeUse use) {
    if (!use.type().namespace().equals("pg_catalog")) {
      return false;
    }
    return switch (use.name()) {
      case "line", "lseg", "box", "path", "polygon", "circle" -> true;
      default -> false;
    };
  }

  /** Debezium has these from PgJDBC, which prints their numbers as Java does. */
  private static final class Geometric implements ColumnEncoder {
    private final BinaryForm form;
    private final TypeOutput output;
    private final DecimalText decimal = new DecimalText();
    private final JsonBuffer scratch = new JsonBuffer(64);

    Geometric(String type, BinaryForm form) {
      this.form = form;
      output = GeometricOutput.of(type, NumberOutputs::javaFloat8);
    }

    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      scratch.clear();
      int end = offset + length;
      int at = offset;
      while (at < end) {
        int number = at;
        while (at < end && isNumeric(source[at])) {
          at++;
        }
        if (at > number) {
          decimal.read(source, number, at - number);
          decimal.writeAsDouble(scratch);
        } else {
          at = copyWord(source, at, end);
        }
      }
      form.write(scratch.bytes(), 0, scratch.size(), json);
    }

    /** A sign belongs to the word in {@code -Infinity}. */
    private static boolean isNumeric(byte c) {
      return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e';
    }

    /** One character of punctuation, or the whole of NaN or Infinity. */
    private int copyWord(byte[] source, int from, int end) {
      int at = from;
      do {
        scratch.raw((char) source[at++]);
      } while (at < end && Character.isLetter(source[at - 1]) && Character.isLetter(source[at]));
      return at;
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      scratch.clear();
      output.write(source, offset, length, scratch);
      form.write(scratch.bytes(), 0, scratch.size(), json);
    }
  }
}
