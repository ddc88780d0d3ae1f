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

  private byte[] digits = new byte[64];

  /** The value, unless it is large. */
  private long small;

  private boolean isLarge;
  private final TwosComplement large = new TwosComplement();

  /** Reads plain decimal text; digits behind the scale must be zeros. */
  void read(byte[] source, int offset, int length, int scale) {
    if (length > LONG_DIGITS || !readSmall(source, offset, length, scale)) {
      readAny(source, offset, length, scale);
    }
  }

  /** Reads what PostgreSQL prints for a column of this scale; false for anything else. */
  private boolean readSmall(byte[] source, int offset, int length, int scale) {
    int end = offset + length;
    boolean negative = length > 0 && source[offset] == '-';
    int point = end;
    long unscaled = 0;
    for (int at = negative ? offset + 1 : offset; at < end; at++) {
      int digit = source[at] - '0';
      if (digit >= 0 && digit <= 9) {
        unscaled = unscaled * 10 + digit;
      } else if (source[at] == '.' && point == end) {
        point = at + 1;
      } else {
        return false;
      }
    }
    set(negative ? -unscaled : unscaled);
    return end - point == scale;
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
