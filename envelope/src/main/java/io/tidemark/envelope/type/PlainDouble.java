package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/**
 * Writes doubles that are short decimals, such as prices and measurements, without making a String.
 */
final class PlainDouble {
  private static final double LARGEST = 1e7;
  private static final int DECIMALS = 4;
  private static final double SCALE = 1e4;

  private PlainDouble() {}

  /**
   * Writes as Double.toString does, or returns false when the value is not one of up to four
   * decimals below ten million. Eleven digits always read back, so nothing shorter can exist.
   */
  static boolean write(double value, JsonBuffer json) {
    double magnitude = Math.abs(value);
    if (!(magnitude < LARGEST && magnitude >= 1e-3)) {
      return false;
    }
    long scaled = Math.round(magnitude * SCALE);
    if (scaled / SCALE != magnitude) {
      return false;
    }
    if (value < 0) {
      json.raw('-');
    }
    long fraction = scaled % (long) SCALE;
    int width = DECIMALS;
    while (width > 1 && fraction % 10 == 0) {
      fraction /= 10;
      width--;
    }
    json.number(scaled / (long) SCALE).raw('.').padded(fraction, width);
    return true;
  }
}
