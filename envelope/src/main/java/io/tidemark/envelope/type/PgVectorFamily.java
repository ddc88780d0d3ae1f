package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.ConnectSchema.Field;
import io.tidemark.replication.TypeDescription.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The extension's {@code vector}, {@code halfvec} and {@code sparsevec}: their numbers. */
final class PgVectorFamily implements TypeFamily {
  private static final String NAMES = "io.debezium.data.";

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (use.type().kind() != Kind.BASE || use.type().namespace().equals("pg_catalog")) {
      return null;
    }
    return switch (use.name()) {
      case "vector" -> dense(use, "DoubleVector", "double");
      case "halfvec" -> dense(use, "FloatVector", "float");
      case "sparsevec" ->
          Encoding.fixed(
              sparse(),
              new TextFormEncoder(TypeOutputs.of(use.type()), new SparseVectorForm()),
              "{\"dimensions\":0,\"vector\":[]}");
      default -> null;
    };
  }

  private static Encoding dense(TypeUse use, String name, String items) {
    ConnectSchema schema =
        new ConnectSchema(
            "array",
            NAMES + name,
            1,
            null,
            Map.of(),
            List.of(),
            null,
            ConnectSchema.of(items),
            null,
            false);
    return Encoding.fixed(
        schema, new TextFormEncoder(TypeOutputs.of(use.type()), new DenseForm()), "[]");
  }

  private static ConnectSchema sparse() {
    return ConnectSchema.struct(
            NAMES + "SparseDoubleVector",
            1,
            List.of(
                new Field("dimensions", ConnectSchema.of("int16")),
                new Field(
                    "vector",
                    ConnectSchema.map(ConnectSchema.of("int16"), ConnectSchema.of("double")))))
        .withDoc("Sparse double vector");
  }

  /** {@code [1,2.5,-3e-05]}. */
  private static final class DenseForm implements TextFormEncoder.Form {
    private final DecimalText decimal = new DecimalText();

    @Override
    public void write(byte[] source, int offset, int length, JsonBuffer json) {
      int end = offset + length - 1;
      if (length < 2 || source[offset] != '[' || source[end] != ']') {
        throw ValueException.text("a vector", source, offset, length);
      }
      json.raw('[');
      int at = offset + 1;
      while (at < end) {
        int number = at;
        while (at < end && source[at] != ',') {
          at++;
        }
        if (number > offset + 1) {
          json.raw(',');
        }
        decimal.read(source, number, at - number);
        decimal.writeAsDouble(json);
        at++;
      }
      json.raw(']');
    }
  }
}
