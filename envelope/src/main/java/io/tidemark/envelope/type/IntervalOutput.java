package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** {@code interval} in IntervalStyle postgres: {@code 1 year -2 mons +3 days -04:05:06.789}. */
final class IntervalOutput implements TypeOutput {
  private final IntervalValue value = new IntervalValue();

  @Override
  public void write(byte[] source, int offset, int length, JsonBuffer text) {
    value.setBinary(source, offset, length);
    if (value.infinity() != 0) {
      TypeOutputs.ascii(value.infinity() > 0 ? "infinity" : "-infinity", text);
      return;
    }
    int start = text.size();
    boolean negative = part(value.months / 12, " year", start, false, text);
    negative = part(value.months % 12, " mon", start, negative, text);
    negative = part(value.days, " day", start, negative, text);
    if (value.micros != 0 || text.size() == start) {
      time(start, negative, text);
    }
  }

  /** A positive part behind a negative one says so. Returns whether the last part was negative. */
  private static boolean part(
      int count, String unit, int start, boolean negative, JsonBuffer text) {
    if (count == 0) {
      return negative;
    }
    if (text.size() > start) {
      text.raw(' ');
    }
    if (negative && count > 0) {
      text.raw('+');
    }
    text.number(count);
    TypeOutputs.ascii(unit, text);
    if (count != 1) {
      text.raw('s');
    }
    return count < 0;
  }

  private void time(int start, boolean negative, JsonBuffer text) {
    if (text.size() > start) {
      text.raw(' ');
    }
    if (value.micros < 0) {
      text.raw('-');
    } else if (negative) {
      text.raw('+');
    }
    long hours = Math.abs(value.micros / IntervalValue.MICROS_PER_HOUR);
    long rest = Math.abs(value.micros % IntervalValue.MICROS_PER_HOUR);
    if (hours < 10) {
      text.raw('0');
    }
    text.number(hours).raw(':');
    text.padded(rest / IntervalValue.MICROS_PER_MINUTE, 2).raw(':');
    IsoText.seconds(rest % IntervalValue.MICROS_PER_MINUTE, IsoText.SHORTEST, text);
  }
}
