package io.tidemark.envelope.type;

import io.tidemark.envelope.json.Base64Alphabet;
import io.tidemark.envelope.json.JsonBuffer;

/**
 * A decimal as an integer at a given scale, in two's complement of the least length. Belongs to one
 * thread.
 */
final class UnscaledValue {
  /** So many digits always fit a long. */
  private static final int LONG_DIGITS = 18;

  /** Of digits before the point, read in two words. */
  private static final int MOST_WHOLE = 16;

  /** Of a binary numeric, four to a word. */
  private static final int MOST_BINARY_DIGITS = 4;

  private static final int BASE_DIGITS = 4;
  private static final long BASE = 10_000;

  private static final long[] POWERS_OF_TEN = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private byte[] digits = new byte[64];

  /** The value, unless it is large. */
  private long small;

  private boolean isLarge;
  private final TwosComplement large = new TwosComplement();

  /** Reads plain decimal text; digits behind the scale must be zeros. */
  void read(byte[] source, int offset, int length, int scale) {
    boolean fits = length <= LONG_DIGITS && scale >= 0 && scale < POWERS_OF_TEN.length;
    if (!fits || !readPlain(source, offset, length, scale)) {
      readAny(source, offset, length, scale);
    }
  }

  /** Reads what PostgreSQL prints for a column of this scale; false for anything else. */
  private boolean readPlain(byte[] source, int offset, int length, int scale) {
    boolean negative = length > 0 && source[offset] == '-';
    int first = negative ? offset + 1 : offset;
    int end = offset + length;
    int point = scale == 0 ? end : end - scale - 1;
    if (point <= first || point - first > MOST_WHOLE) {
      return false;
    }
    long unscaled = EightDigits.between(source, first, point);
    if (scale > 0) {
      long decimals = source[point] == '.' ? EightDigits.before(source, end, scale) : -1;
      unscaled = (unscaled | decimals) < 0 ? -1 : unscaled * POWERS_OF_TEN[scale] + decimals;
    }
    set(negative ? -unscaled : unscaled);
    return unscaled >= 0;
  }

  /**
   * Reads binary {@code numeric}, see {@link NumericOutput}, of up to four digits in base 10000 and
   * as many decimals as the scale says; false for anything else.
   */
  boolean readBinary(byte[] source, int offset, int length, int scale) {
    if (length < Long.BYTES || offset > source.length - 2 * Long.BYTES) {
      return false;
    }
    long header = Wire.longAt(source, offset);
    int count = (int) (header >>> 48);
    int sign = (int) (header >>> 16) & 0xffff;
    int whole = ((short) (header >>> 32) + 1) * BASE_DIGITS;
    int power = whole - count * BASE_DIGITS + scale; // of ten, of the last digit
    if (count > MOST_BINARY_DIGITS
        || length != Long.BYTES + count * Short.BYTES
        || (sign != 0 && sign != NumericOutput.NEGATIVE)
        || (header & 0xffff) != scale
        || whole + scale > LONG_DIGITS
        || Math.abs(power) >= POWERS_OF_TEN.length) {
      return false;
    }
    long unscaled = count == 0 ? 0 : binaryDigits(source, offset + Long.BYTES, count);
    long factor = POWERS_OF_TEN[Math.abs(power)];
    long scaled = power < 0 ? unscaled / factor : unscaled * factor;
    set(sign == 0 ? scaled : -scaled);
    return power >= 0 || scaled * factor == unscaled;
  }

  /** One to four digits in base 10000, from the word that they are in. */
  private static long binaryDigits(byte[] source, int offset, int count) {
    long word = Wire.longAt(source, offset) >>> (Long.SIZE - count * Short.SIZE);
    long high = (word >>> 48) * BASE + (word >>> 32 & 0xffff);
    long low = (word >>> 16 & 0xffff) * BASE + (word & 0xffff);
    return high * BASE * BASE + low;
  }

  private void readAny(byte[] source, int offset, int length, int scale) {
    int end = offset + length;
    boolean negative = length > 0 && source[offset] == '-';
    int at = negative ? offset + 1 : offset;
    int kept = 0;
    int decimals = -1;
    if (digits.length < length + Math.max(scale, 0)) {
      digits = new byte[length + Math.max(scale, 0)];
    }
    for (; at < end; at++) {
      byte c = source[at];
      if (c == '.' && decimals < 0) {
        decimals = 0;
      } else if (c < '0' || c > '9') {
        throw ValueException.text("a decimal number", source, offset, length);
      } else if (decimals >= Math.max(scale, 0)) {
        if (c != '0') {
          throw ValueException.text("a number of scale " + scale, source, offset, length);
        }
      } else {
        digits[kept++] = c;
        decimals += decimals < 0 ? 0 : 1;
      }
    }
    for (int i = Math.max(decimals, 0); i < scale; i++) {
      digits[kept++] = '0';
    }
    for (int i = scale; i < 0 && kept > 0; i++) {
      if (digits[--kept] != '0') {
        throw ValueException.text("a number of scale " + scale, source, offset, length);
      }
    }
    encode(kept, negative);
  }

  private void encode(int count, boolean negative) {
    int first = 0;
    while (first < count && digits[first] == '0') {
      first++;
    }
    if (count - first > LONG_DIGITS) {
      large.set(digits, first, count, negative);
      isLarge = true;
      return;
    }
    long unscaled = 0;
    for (int i = first; i < count; i++) {
      unscaled = unscaled * 10 + digits[i] - '0';
    }
    set(negative ? -unscaled : unscaled);
  }

  /** Takes a value that is already unscaled. */
  void set(long unscaled) {
    small = unscaled;
    isLarge = false;
  }

  /** Writes the value as a JSON string. */
  void writeBase64(JsonBuffer json) {
    json.raw('"');
    if (!isLarge) {
      int signBits = Long.numberOfLeadingZeros(small ^ small >> (Long.SIZE - 1));
      json.base64(Base64Alphabet.STANDARD, small, Long.BYTES - (signBits - 1) / Byte.SIZE);
    } else {
      byte[] bytes = large.bytes();
      json.base64(Base64Alphabet.STANDARD, bytes, large.start(), bytes.length - large.start());
    }
    json.raw('"');
  }
}
