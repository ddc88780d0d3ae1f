package io.tidemark.envelope;

import io.tidemark.envelope.EnvelopeFormat.Flattened;
import io.tidemark.envelope.json.JsonBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives the records of tables the form that the settings ask for. Belongs to one thread. */
final class TableRecords {
  private final EnvelopeRecord record;
  private final JsonBuffer json;
  private final UnavailableColumns unavailable;
  private final @Nullable Flattener flattener;

  TableRecords(EnvelopeConfig config, RowWriter rows, EnvelopeRecord record, JsonBuffer json) {
    unavailable = rows.unavailable();
    this.record = record;
    this.json = json;
    flattener =
        config.format().envelope() instanceof Flattened flattened
            ? new Flattener(flattened, config.format().valueSchemas())
            : null;
  }

  /**
   * Fills the record with what was just written: a key, and an envelope up to the end of the
   * buffer.
   *
   * @return false when the form has no such record
   */
  boolean fill(
      TablePlan plan,
      Operation operation,
      long lsn,
      int keyStart,
      int keyEnd,
      int valueStart,
      List<Header> tableHeaders) {
    boolean row = operation == Operation.CREATE || operation == Operation.UPDATE;
    List<Header> headers = row ? unavailable.with(tableHeaders) : tableHeaders;
    if (flattener == null) {
      record.place(plan.topic(), operation, lsn, headers);
      record.slices(keyStart, keyEnd, valueStart, json.size());
      return true;
    }
    if (!flattener.keeps(operation)) {
      return false;
    }
    String topic = flattener.topic(plan, operation, valueStart, json);
    List<Header> all = flattener.headers(operation, valueStart, headers, json);
    int start = json.size();
    flattener.write(plan, operation, valueStart, json);
    record.place(topic, flattener.operation(operation), lsn, all);
    record.slices(keyStart, keyEnd, start, json.size());
    return true;
  }
}
