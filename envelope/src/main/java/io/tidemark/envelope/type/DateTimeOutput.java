package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** Dates and times in DateStyle ISO, in UTC: {@code 0044-03-15 13:14:15.5+00 BC}. */
final class DateTimeOutput implements TypeOutput {
  private static final int YEAR_DIGITS = 4;

  private final String type;
  private final DateTime value = new DateTime();

  DateTimeOutput(String type) {
    this.type = type;
  }

  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    switch (type) {
      case "date" -> {
        value.setBinaryDate(source, offset, length);
        date(false, text);
      }
      case "time" -> {
        value.setBinaryTime(source, offset, length);
        time(text);
      }
      case "timetz" -> {
        value.setBinaryTimeTz(source, offset, length);
        time(text);
        zone(text);
      }
      default -> {
        value.setBinaryTimestamp(source, offset, length);
        date(true, text);
      }
    }
  }

  private void date(boolean withTime, JsonBuffer text) {
    if (value.infinity != 0) {
      TypeOutputs.ascii(value.infinity > 0 ? "infinity" : "-infinity", text);
      return;
    }
    long civil = Calendar.civil(value.epochDay);
    long year = civil >> 9;
    boolean bc = year <= 0;
    long shown = bc ? 1 - year : year;
    if (shown > 9999) {
      text.number(shown);
    } else {
      text.padded(shown, YEAR_DIGITS);
    }
    text.raw('-').padded(civil >> 5 & 0xf, 2).raw('-').padded(civil & 0x1f, 2);
    if (withTime) {
      text.raw(' ');
      time(text);
      if (type.equals("timestamptz")) {
        TypeOutputs.ascii("+00", text);
      }
    }
    if (bc) {
      TypeOutputs.ascii(" BC", text);
    }
  }

  private void time(JsonBuffer text) {
    if (value.microOfDay == Calendar.MICROS_PER_DAY) {
      TypeOutputs.ascii("24:00:00", text);
    } else {
      IsoText.time(value.microOfDay, IsoText.SHORTEST, text);
    }
  }

  private void zone(JsonBuffer text) {
    int seconds = Math.abs(value.offsetSeconds);
    text.raw(value.offsetSeconds < 0 ? '-' : '+').padded(seconds / 3600, 2);
    if (seconds % 3600 != 0) {
      text.raw(':').padded(seconds / 60 % 60, 2);
    }
    if (seconds % 60 != 0) {
      text.raw(':').padded(seconds % 60, 2);
    }
  }
}
