package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** Dates and times in ISO 8601, as java.time prints them but always with seconds. */
final class IsoText {
  /** Prints as many digits of the fraction as are not zero. */
  static final int SHORTEST = -1;

  private static final int MICRO_DIGITS = 6;

  private IsoText() {}

  /** {@code 2024-02-29}, {@code -0043-03-15}, {@code +10000-01-01}. */
  static void date(long epochDay, JsonBuffer json) {
    long civil = Calendar.civil(epochDay);
    long year = civil >> 9;
    if (year < 0) {
      json.raw('-');
    } else if (year > 9999) {
      json.raw('+');
    }
    long magnitude = Math.abs(year);
    if (magnitude > 9999) {
      json.number(magnitude);
    } else {
      json.padded(magnitude, 4);
    }
    json.raw('-').padded(civil >> 5 & 0xf, 2).raw('-').padded(civil & 0x1f, 2);
  }

  /** {@code 13:14:15.5} with the given number of fraction digits; 24:00:00 is 00:00:00. */
  static void time(long microOfDay, int fractionDigits, JsonBuffer json) {
    long micros = microOfDay % Calendar.MICROS_PER_DAY;
    long seconds = micros / 1_000_000;
    json.padded(seconds / 3600, 2).raw(':').padded(seconds / 60 % 60, 2).raw(':');
    seconds(micros % 60_000_000, fractionDigits, json);
  }

  /** {@code 05.25}, from microseconds of a minute. */
  static void seconds(long micros, int fractionDigits, JsonBuffer json) {
    json.padded(micros / 1_000_000, 2);
    long fraction = micros % 1_000_000;
    int width = MICRO_DIGITS;
    if (fractionDigits == SHORTEST) {
      for (; width > 0 && fraction % 10 == 0; width--) {
        fraction /= 10;
      }
    } else {
      for (; width > fractionDigits; width--) {
        fraction /= 10;
      }
    }
    if (width > 0) {
      json.raw('.').padded(fraction, width);
    }
  }
}
