package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.TypeConfig.DecimalHandling;
import java.nio.charset.StandardCharsets;

/** What a numeric value looks like in JSON. Belongs to one thread. */
abstract sealed class NumericForm {

  /** Writes a finite number from its plain text: digits, at most one point, no exponent. */
  abstract void finite(byte[] source, int offset, int length, JsonBuffer json);

  /** Writes a value straight from binary, where the form has a short way; if not, it is false. */
  boolean binary(byte[] source, int offset, int length, JsonBuffer json) {
    return false;
  }

  void nan(JsonBuffer json) {
    throw NumericFamily.notFinite(DecimalHandling.PRECISE, "NaN");
  }

  void infinity(boolean negative, JsonBuffer json) {
    throw NumericFamily.notFinite(DecimalHandling.PRECISE, negative ? "-Infinity" : "Infinity");
  }

  /** {@code decimal.handling.mode=string}. */
  static final class Text extends NumericForm {
    @Override
    void finite(byte[] source, int offset, int length, JsonBuffer json) {
      json.raw('"').raw(source, offset, length).raw('"');
    }

    @Override
    void nan(JsonBuffer json) {
      json.string("NAN");
    }

    @Override
    void infinity(boolean negative, JsonBuffer json) {
      json.string(negative ? "NEGATIVE_INFINITY" : "POSITIVE_INFINITY");
    }
  }

  /** {@code decimal.handling.mode=double}. */
  static final class Real extends NumericForm {
    /** Every decimal of up to 15 digits is the shortest text of its double. */
    private static final int EXACT_DIGITS = 15;

    private final DecimalText decimal = new DecimalText();

    @Override
    void finite(byte[] source, int offset, int length, JsonBuffer json) {
      decimal.read(source, offset, length);
      if (decimal.count() > 0 && decimal.count() <= EXACT_DIGITS && length < 100) {
        decimal.writeAsDouble(json);
      } else {
        decimal.write(
            Double.parseDouble(new String(source, offset, length, StandardCharsets.US_ASCII)),
            json);
      }
    }

    @Override
    void nan(JsonBuffer json) {
      json.string("NaN");
    }

    @Override
    void infinity(boolean negative, JsonBuffer json) {
      json.string(negative ? "-Infinity" : "Infinity");
    }
  }

  /** A JSON number, for {@code decimal.format=NUMERIC}. */
  static final class Plain extends NumericForm {
    @Override
    void finite(byte[] source, int offset, int length, JsonBuffer json) {
      json.raw(source, offset, length);
    }
  }

  /** Connect's Decimal: the unscaled value at the column's scale. */
  static final class FixedScale extends NumericForm {
    private final int scale;
    private final UnscaledValue unscaled = new UnscaledValue();

    FixedScale(int scale) {
      this.scale = scale;
    }

    @Override
    void finite(byte[] source, int offset, int length, JsonBuffer json) {
      unscaled.read(source, offset, length, scale);
      unscaled.writeBase64(json);
    }

    @Override
    boolean binary(byte[] source, int offset, int length, JsonBuffer json) {
      boolean read = unscaled.readBinary(source, offset, length, scale);
      if (read) {
        unscaled.writeBase64(json);
      }
      return read;
    }
  }

  /** VariableScaleDecimal: the shortest unscaled value, and its scale. */
  static final class VariableScale extends NumericForm {
    private static final byte[] SCALE = "{\"scale\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUE = ",\"value\":".getBytes(StandardCharsets.US_ASCII);

    private final UnscaledValue unscaled = new UnscaledValue();

    @Override
    void finite(byte[] source, int offset, int length, JsonBuffer json) {
      int scale = significantDecimals(source, offset, length);
      unscaled.read(source, offset, length, scale);
      json.raw(SCALE).number(scale).raw(VALUE);
      unscaled.writeBase64(json);
      json.raw('}');
    }

    private static int significantDecimals(byte[] source, int offset, int length) {
      int last = -1;
      int decimals = -1;
      for (int i = offset; i < offset + length; i++) {
        if (source[i] == '.') {
          decimals = 0;
          last = 0;
        } else if (decimals >= 0) {
          decimals++;
          last = source[i] == '0' ? last : decimals;
        }
      }
      return Math.max(last, 0);
    }
  }
}
