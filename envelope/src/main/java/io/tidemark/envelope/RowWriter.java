package io.tidemark.envelope;

import io.tidemark.envelope.EventConfig.FailureHandling;
import io.tidemark.envelope.FormatConfig.UnavailableHandling;
import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.ValueException;
import io.tidemark.pgoutput.BeforeImage;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.Tuple;
import io.tidemark.pgoutput.ValueKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the rows of one change: its key and its before and after images. Belongs to one thread.
 */
final class RowWriter {
  private static final Logger LOG = LoggerFactory.getLogger(RowWriter.class);

  private final FailureHandling failureHandling;
  private final boolean omitUnavailable;
  private final UnavailableColumns unavailable;
  private final WrittenColumns written = new WrittenColumns();

  /** The change that is being written. */
  private long lsn;

  RowWriter(EnvelopeConfig config) {
    failureHandling = config.events().failureHandling();
    unavailable = new UnavailableColumns(config.format());
    omitUnavailable = config.format().unavailable().handling() == UnavailableHandling.OMIT;
  }

  void at(long changeLsn) {
    lsn = changeLsn;
  }

  /** Of the row that was written last. */
  UnavailableColumns unavailable() {
    return unavailable;
  }

  /** Writes a new row; what the server left out is taken from the old row, where that has it. */
  void row(TablePlan plan, Tuple row, BeforeImage.Kind image, Tuple before, JsonBuffer json) {
    unavailable.clear();
    int start = json.size();
    for (ColumnPlan column : plan.columns()) {
      column(plan.relation(), column, row, image, before, json);
    }
    json.endObject(start);
  }

  /** Writes the new row of an update whose old row, a whole one, was just written. */
  void rowAfter(TablePlan plan, Tuple row, Tuple before, JsonBuffer json) {
    unavailable.clear();
    int start = json.size();
    ColumnPlan[] columns = plan.columns();
    int next = 0;
    while (next < columns.length) {
      next += written.copyEqual(columns, next, row, before, json);
      if (next < columns.length) {
        column(plan.relation(), columns[next], row, BeforeImage.Kind.FULL, before, json);
        next++;
      }
    }
    json.endObject(start);
  }

  private void column(
      Relation relation,
      ColumnPlan column,
      Tuple row,
      BeforeImage.Kind image,
      Tuple before,
      JsonBuffer json) {
    ValueKind kind = row.kind(column.index());
    Tuple source = row;
    if (kind == ValueKind.UNCHANGED) {
      source = unchanged(column, row, image, before);
      kind = source.kind(column.index());
    }
    if (kind == ValueKind.UNCHANGED) {
      unavailable.add(column);
      if (omitUnavailable) {
        return;
      }
    }
    json.raw(column.label());
    value(relation, column, source, kind, json);
  }

  /** Writes an old row that has all columns. */
  void fullBefore(TablePlan plan, Tuple before, JsonBuffer json) {
    int start = json.size();
    written.clear(plan.columns().length);
    for (ColumnPlan column : plan.columns()) {
      written.add(json.size());
      json.raw(column.label());
      value(plan.relation(), column, before, before.kind(column.index()), json);
    }
    written.add(json.size());
    json.endObject(start);
  }

  /**
   * Writes an old row that has the columns of the replica identity; the others are null, or the
   * type's zero when NOT NULL.
   */
  void keyBefore(TablePlan plan, Tuple before, JsonBuffer json) {
    int start = json.size();
    for (ColumnPlan column : plan.columns()) {
      json.raw(column.label());
      if (column.identity()) {
        value(plan.relation(), column, before, before.kind(column.index()), json);
      } else {
        missing(plan.relation(), column, json);
      }
    }
    json.endObject(start);
  }

  /** Writes the key of a row. */
  void key(
      TablePlan plan,
      KeyPlan key,
      Tuple row,
      BeforeImage.Kind image,
      Tuple before,
      JsonBuffer json) {
    json.raw(key.frame().start());
    int start = json.size();
    for (ColumnPlan column : key.columns()) {
      json.raw(column.label());
      boolean sent = row.kind(column.index()) != ValueKind.UNCHANGED;
      Tuple source = sent ? row : unchanged(column, row, image, before);
      value(plan.relation(), column, source, source.kind(column.index()), json);
    }
    json.raw(key.ownMarks()).raw(key.marks()).endObject(start).raw(key.frame().end());
  }

  /** The row that has a value which the server did not send again, if there is one. */
  private static Tuple unchanged(
      ColumnPlan column, Tuple row, BeforeImage.Kind image, Tuple before) {
    boolean old =
        image == BeforeImage.Kind.FULL || (image == BeforeImage.Kind.KEY && column.identity());
    return old ? before : row;
  }

  private void value(
      Relation relation, ColumnPlan column, Tuple row, ValueKind kind, JsonBuffer json) {
    int start = json.size();
    int index = column.index();
    try {
      if (kind == ValueKind.TEXT) { // not a switch, which looks the kind up first
        column.encoder().text(row.buffer(), row.offset(index), row.length(index), json);
      } else if (kind == ValueKind.BINARY) {
        column.encoder().binary(row.buffer(), row.offset(index), row.length(index), json);
      } else if (kind == ValueKind.NULL) {
        json.raw(column.nullJson());
      } else {
        unavailable(column, json);
      }
    } catch (ValueException failure) {
      json.truncate(start);
      failed(relation, column, failure, json);
    } catch (IndexOutOfBoundsException truncated) {
      json.truncate(start);
      ValueException failure = new ValueException("expected a whole value, found one cut short");
      failed(relation, column, failure, json);
    }
  }

  private static void unavailable(ColumnPlan column, JsonBuffer json) {
    byte[] placeholder = column.unavailableJson();
    if (placeholder == null) {
      throw new ValueException(
          "expected a value, found an unchanged TOASTed one that the stream does not carry, in a NOT NULL column"
              + " whose type has no placeholder; set REPLICA IDENTITY FULL or unavailable.value.handling=omit");
    }
    json.raw(placeholder);
  }

  private void missing(Relation relation, ColumnPlan column, JsonBuffer json) {
    byte[] fallback = column.missingJson();
    if (fallback == null) {
      failed(
          relation,
          column,
          new ValueException("no value stands for a missing NOT NULL column"),
          json);
    } else {
      json.raw(fallback);
    }
  }

  /** A null that its schema does not allow would only move the failure to the consumers. */
  private void failed(
      Relation relation, ColumnPlan column, ValueException failure, JsonBuffer json) {
    FailureHandling handling = column.required() ? FailureHandling.FAIL : failureHandling;
    switch (handling) {
      case FAIL -> throw new ConversionException(relation, column.name(), lsn, failure);
      case WARN ->
          LOG.warn(
              "{}; written as null",
              ConversionException.message(relation, column.name(), lsn, failure));
      case SKIP -> {}
    }
    json.nullValue();
  }
}
