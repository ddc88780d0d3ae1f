package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/** Reads one of the date and time types and hands it to a form. */
final class DateTimeEncoder implements ColumnEncoder {
  private final Source type;
  private final Form form;
  private final DateTime value = new DateTime();

  /** Writes a value as the schema promises. */
  @FunctionalInterface
  interface Form {
    void write(DateTime value, JsonBuffer json);
  }

  /** How the wire carries a type. */
  enum Source {
    DATE,
    TIME,
    TIMETZ,
    TIMESTAMP
  }

  DateTimeEncoder(Source type, Form form) {
    this.type = type;
    this.form = form;
  }

  @Override
  public void text(byte[] source, int offset, int length, JsonBuffer json) {
    switch (type) {
      case DATE -> value.readDate(source, offset, length);
      case TIME, TIMETZ -> value.readTime(source, offset, length);
      case TIMESTAMP -> value.readTimestamp(source, offset, length);
    }
    form.write(value, json);
  }

  @Override
  public void binary(byte[] source, int offset, int length, JsonBuffer json) {
    switch (type) {
      case DATE -> value.setBinaryDate(source, offset, length);
      case TIME -> value.setBinaryTime(source, offset, length);
      case TIMETZ -> value.setBinaryTimeTz(source, offset, length);
      case TIMESTAMP -> value.setBinaryTimestamp(source, offset, length);
    }
    form.write(value, json);
  }
}
