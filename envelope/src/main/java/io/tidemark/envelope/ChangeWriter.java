package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.json.JsonText;
import io.tidemark.pgoutput.BeforeImage;
import io.tidemark.pgoutput.Tuple;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the value of a change: images, source block, operation and clock. Belongs to one thread.
 */
final class ChangeWriter {
  private static final JsonText AFTER = JsonText.of(",\"after\":");
  private static final JsonText TRANSACTION = JsonText.of(",\"transaction\":");
  private static final JsonText OP = JsonText.of(",\"op\":\"");
  private static final JsonText TS_MS = JsonText.of("\",\"ts_ms\":");
  private static final JsonText TS_US = JsonText.of(",\"ts_us\":");
  private static final JsonText TS_NS = JsonText.of(",\"ts_ns\":");

  private final RowWriter rows;
  private final SourceBlock source;
  private final TransactionMetadata transactions;
  private final LongSupplier epochNanos;
  private final JsonBuffer json;

  // Where the images of the last value are.
  private int beforeStart;
  private int beforeEnd;
  private int afterStart;
  private int afterEnd;

  ChangeWriter(
      RowWriter rows,
      SourceBlock source,
      TransactionMetadata transactions,
      LongSupplier epochNanos,
      JsonBuffer json) {
    this.transactions = transactions;
    this.rows = rows;
    this.source = source;
    this.epochNanos = epochNanos;
    this.json = json;
  }

  /**
   * Writes the value of a row's change.
   *
   * @param row null for a delete
   */
  void write(
      TablePlan plan,
      Operation operation,
      long lsn,
      BeforeImage.Kind image,
      Tuple before,
      @Nullable Tuple row) {
    json.raw(plan.valueFrame().start());
    beforeStart = json.size();
    BeforeImage.Kind written = operation == Operation.CREATE ? BeforeImage.Kind.NONE : image;
    switch (written) {
      case NONE -> json.nullValue();
      case KEY -> rows.keyBefore(plan, before, json);
      case FULL -> rows.fullBefore(plan, before, json);
    }
    beforeEnd = json.size();
    json.raw(AFTER);
    afterStart = json.size();
    if (row == null) {
      json.nullValue();
    } else if (written == BeforeImage.Kind.FULL) {
      rows.rowAfter(plan, row, before, json);
    } else {
      rows.row(plan, row, image, before, json);
    }
    afterEnd = json.size();
    end(plan, operation, lsn);
  }

  /** Writes the value of a table's truncation. */
  void writeTruncate(TablePlan plan, long lsn) {
    json.raw(plan.valueFrame().start()).nullValue().raw(AFTER).nullValue();
    end(plan, Operation.TRUNCATE, lsn);
  }

  private void end(TablePlan plan, Operation operation, long lsn) {
    source.write(plan.sourceTable(), lsn, json);
    json.raw(TRANSACTION);
    transactions.write(plan.collection(), lsn, json);
    json.raw(OP).raw(operation.code().charAt(0));
    long now = epochNanos.getAsLong();
    // Each of the three begins with the digits of the one before.
    json.raw(TS_MS);
    int millis = json.size();
    json.number(now / 1_000_000);
    int width = json.size() - millis;
    json.raw(TS_US).raw(json.bytes(), millis, width).padded(now / 1000 % 1000, 3);
    json.raw(TS_NS)
        .raw(json.bytes(), millis, width)
        .padded(now % 1_000_000, 6)
        .raw(plan.valueFrame().end());
  }

  /** Whether the images of the last value are equal. */
  boolean imagesAreEqual() {
    byte[] bytes = json.bytes();
    return Arrays.equals(bytes, beforeStart, beforeEnd, bytes, afterStart, afterEnd);
  }
}
