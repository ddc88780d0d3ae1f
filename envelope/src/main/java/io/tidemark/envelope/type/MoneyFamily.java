package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * {@code money}, in the three forms of {@code decimal.handling.mode}: cents on the wire, or text in
 * the C locale, {@code -$1,234.50}.
 */
final class MoneyFamily implements TypeFamily {
  private static final int CENT_DIGITS = 2;
  private static final long EXACT_CENTS = 1L << 53;

  @Override
  public @Nullable Encoding encoding(TypeUse use) {
    if (!use.is("money")) {
      return null;
    }
    return switch (use.config().decimals()) {
      case STRING ->
          Encoding.fixed(
              ConnectSchema.of("string"),
              new Encoder((cents, json) -> plain(cents, json.raw('"')).raw('"')),
              "\"0.00\"");
      case DOUBLE -> real();
      case PRECISE -> precise(use.config());
    };
  }

  private static Encoding real() {
    DecimalText decimal = new DecimalText();
    return Encoding.fixed(
        ConnectSchema.of("double"),
        new Encoder((cents, json) -> decimal.write(nearest(cents), json)),
        "0.0");
  }

  /** One division is as near as can be, as long as the dividend is exact. */
  private static double nearest(long cents) {
    return Math.abs(cents) <= EXACT_CENTS && cents != Long.MIN_VALUE
        ? cents / 100.0
        : BigDecimal.valueOf(cents, CENT_DIGITS).doubleValue();
  }

  private static Encoding precise(TypeConfig config) {
    int scale = config.moneyFractionDigits();
    ConnectSchema schema =
        ConnectSchema.of("bytes", NumericFamily.DECIMAL)
            .withParameter("scale", Integer.toString(scale));
    return config.numericDecimals()
        ? Encoding.fixed(
            schema,
            new Encoder((cents, json) -> json.raw(ascii(scaled(cents, scale).toPlainString()))),
            NumericFamily.zero(scale))
        : Encoding.fixed(schema, new Encoder(new Unscaled(scale)), "\"AA==\"");
  }

  private static BigDecimal scaled(long cents, int scale) {
    return BigDecimal.valueOf(cents, CENT_DIGITS).setScale(scale, RoundingMode.HALF_UP);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static JsonBuffer plain(long cents, JsonBuffer json) {
    if (cents < 0) {
      json.raw('-');
    }
    // Two positive halves: the least long has no positive counterpart.
    return json.number(Math.abs(cents / 100)).raw('.').padded(Math.abs(cents % 100), CENT_DIGITS);
  }

  private interface Form {
    void write(long cents, JsonBuffer json);
  }

  private static final class Unscaled implements Form {
    private final int scale;
    private final UnscaledValue unscaled = new UnscaledValue();

    Unscaled(int scale) {
      this.scale = scale;
    }

    @Override
    public void write(long cents, JsonBuffer json) {
      if (scale == CENT_DIGITS) {
        unscaled.set(cents);
      } else {
        byte[] text = ascii(scaled(cents, scale).toPlainString());
        unscaled.read(text, 0, text.length, scale);
      }
      unscaled.writeBase64(json);
    }
  }

  private record Encoder(Form form) implements ColumnEncoder {
    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      boolean negative = length > 0 && source[offset] == '-';
      int end = offset + length;
      boolean valid =
          length > CENT_DIGITS + 1
              && source[end - CENT_DIGITS - 1] == '.'
              && source[negative ? offset + 1 : offset] == '$';
      if (!valid) {
        throw ValueException.text("money in lc_monetary=C", source, offset, length);
      }
      long cents = 0;
      for (int i = offset; i < end; i++) {
        if (source[i] >= '0' && source[i] <= '9') {
          // Towards minus infinity, where there is one value more.
          cents = cents * 10 - (source[i] - '0');
        }
      }
      form.write(negative ? cents : -cents, json);
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      Wire.require("money", Long.BYTES, length);
      form.write(Wire.longAt(source, offset), json);
    }
  }
}
