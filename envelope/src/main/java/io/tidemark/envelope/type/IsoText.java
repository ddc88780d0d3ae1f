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
    long monthAndDay = (civil >> 5 & 0xf) * 1000 + (civil & 0x1f);
    if (year < 0) {
      json.raw('-');
    } else if (year > 9999) {
      json.raw('+');
    }
    long magnitude = Math.abs(year);
    // Zeros go where the hyphens belong.
    if (magnitude > 9999) {
      json.number(magnitude).padded(monthAndDay, "-01-31".length());
    } else {
      json.padded(magnitude * 1_000_000 + monthAndDay, "2026-01-31".length());
    }
    json.replace(json.size() - "-01-31".length(), '-').replace(json.size() - "-31".length(), '-');
  }

  /** {@code 13:14:15.5} with the given number of fraction digits; 24:00:00 is 00:00:00. */
  static void time(long microOfDay, int fractionDigits, JsonBuffer json) {
    long micros = microOfDay % Calendar.MICROS_PER_DAY;
    int seconds = (int) (micros / 1_000_000);
    int minutes = seconds / 60;
    int hours = minutes / 60;
    // Zeros go where the colons belong.
    json.padded(
        hours * 1_000_000 + (minutes - hours * 60) * 1000 + seconds - minutes * 60,
        "13:14:15".length());
    json.replace(json.size() - ":14:15".length(), ':').replace(json.size() - ":15".length(), ':');
    fraction((int) (micros - seconds * 1_000_000L), fractionDigits, json);
  }

  /** {@code 05.25}, from microseconds of a minute. */
  static void seconds(long micros, int fractionDigits, JsonBuffer json) {
    json.padded(micros / 1_000_000, 2);
    fraction((int) (micros % 1_000_000), fractionDigits, json);
  }

  private static void fraction(int micros, int fractionDigits, JsonBuffer json) {
    int fraction = micros;
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
