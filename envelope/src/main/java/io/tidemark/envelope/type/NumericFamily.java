package io.tidemark.envelope.type;

import io.tidemark.envelope.type.ConnectSchema.Field;
import io.tidemark.envelope.type.TypeConfig.DecimalHandling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code numeric}, in the three forms of {@code decimal.handling.mode}. */
final class NumericFamily implements TypeFamily {
  static final String DECIMAL = "org.apache.kafka.connect.data.Decimal";
  private static final int MODIFIER_HEADER = 4;

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (!use.is("numeric")) {
      return null;
    }
    boolean bare = use.typeModifier() < MODIFIER_HEADER;
    int scale = bare ? 0 : scale(use.typeModifier());
    return switch (use.config().decimals()) {
      case STRING ->
          new Encoding(
              ConnectSchema.of("string"),
              new NumericEncoder(new NumericForm.Text()),
              "\"" + zero(scale) + "\"",
              TypeEncodings.quoted(use.config().unavailableText()));
      case DOUBLE ->
          Encoding.fixed(
              ConnectSchema.of("double"), new NumericEncoder(new NumericForm.Real()), "0.0");
      case PRECISE ->
          bare
              ? Encoding.fixed(
                  variableScale(),
                  new NumericEncoder(new NumericForm.VariableScale()),
                  "{\"scale\":0,\"value\":\"AA==\"}")
              : precise(use, scale);
    };
  }

  private static Encoding precise(TypeUse use, int scale) {
    ConnectSchema schema =
        ConnectSchema.of("bytes", DECIMAL)
            .withParameter("scale", Integer.toString(scale))
            .withParameter(
                "connect.decimal.precision", Integer.toString(precision(use.typeModifier())));
    if (use.config().numericDecimals()) {
      return Encoding.fixed(schema, new NumericEncoder(new NumericForm.Plain()), zero(scale));
    }
    return Encoding.fixed(
        schema, new NumericEncoder(new NumericForm.FixedScale(scale)), "\"AA==\"");
  }

  static ConnectSchema variableScale() {
    return ConnectSchema.struct(
            "io.debezium.data.VariableScaleDecimal",
            1,
            List.of(
                new Field("scale", ConnectSchema.of("int32")),
                new Field("value", ConnectSchema.of("bytes"))))
        .withDoc("Variable scaled decimal");
  }

  /** Zero with as many decimals as the column has. */
  static String zero(int scale) {
    return scale <= 0 ? "0" : "0." + "0".repeat(scale);
  }

  private static int precision(int typeModifier) {
    return ((typeModifier - MODIFIER_HEADER) >> 16) & 0xffff;
  }

  /** Eleven bits with a sign, since PostgreSQL 15. */
  private static int scale(int typeModifier) {
    int bits = (typeModifier - MODIFIER_HEADER) & 0x7ff;
    return (bits ^ 0x400) - 0x400;
  }

  /** What a mode that has no numbers beyond the finite ones says about NaN and the infinities. */
  static ValueException notFinite(DecimalHandling mode, String value) {
    return new ValueException(
        "expected a finite number for decimal.handling.mode="
            + mode.name().toLowerCase(java.util.Locale.ROOT)
            + ", found "
            + value
            + "; the modes string and double have a form for it");
  }
}
