package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.json.JsonText;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes the field {@code source}, with a comma before it. What only changes with the transaction
 * or the table is written once, into buffers that every row copies. Belongs to one thread.
 */
final class SourceBlock {
  private static final byte[] TS_US = Utf8.constant("]\",\"ts_us\":");
  private static final byte[] TS_NS = Utf8.constant(",\"ts_ns\":");
  private static final JsonText LSN = JsonText.of(",\"lsn\":");
  private static final byte[] XMIN = Utf8.constant(",\"xmin\":");
  private static final byte[] ORIGIN = Utf8.constant(",\"origin\":");
  private static final byte[] ORIGIN_LSN = Utf8.constant(",\"origin_lsn\":");
  private static final byte[] QUOTE = Utf8.constant("\\\"");

  /** The schema and table of a logical message. */
  private static final byte[] NO_TABLE = Utf8.constant(",\"schema\":\"\",\"table\":\"\",\"txId\":");

  private static final byte[] SNAPSHOT = Utf8.constant(",\"snapshot\":\"");

  /** Of a row that was streamed. */
  private static final String NO_SNAPSHOT = "false";

  private final byte[] start;
  private final byte[] database;

  /** From the start of the block to the lsn inside the sequence. */
  private final JsonBuffer head = new JsonBuffer();

  /** From the sequence to the schema, and then on to the lsn for the table of the last row. */
  private final JsonBuffer middle = new JsonBuffer();

  private int schemaStart;
  private byte @Nullable [] lastTable;

  /** From xmin to the end. */
  private final JsonBuffer tail = new JsonBuffer();

  private OptionalLong xmin = OptionalLong.empty();
  private long xid;
  private long commitTime;

  /** Whether the event has an LSN of its own. */
  private boolean positioned = true;

  /** The end of the last commit before this transaction, 0 before there was one. */
  private long lastCommitEnd;

  SourceBlock(EnvelopeConfig config, String database) {
    start =
        Utf8.constant(
            ",\"source\":{\"version\":"
                + Utf8.quoted(config.sourceVersion())
                + ",\"connector\":\"postgresql\",\"name\":"
                + Utf8.quoted(config.topics().prefix())
                + ",\"ts_ms\":");
    this.database = Utf8.constant("\",\"db\":" + Utf8.quoted(database) + ",\"sequence\":\"[");
  }

  /** What the next transaction, or message outside of one, says of the slot. */
  void xmin(OptionalLong slotXmin) {
    xmin = slotXmin;
  }

  /** Prepares for a message outside of transactions: the time is that of the transaction before. */
  void beginMessage(long lsn, long nowMicros) {
    lastCommitEnd = lsn;
    begin(commitTime == 0 ? nowMicros : commitTime, 0);
  }

  /** Prepares for the events of a transaction. */
  void begin(long commitTimeMicros, long transactionId) {
    begin(NO_SNAPSHOT, commitTimeMicros, transactionId);
  }

  /**
   * Prepares for rows that a snapshot read.
   *
   * @param marker the field {@code snapshot}
   * @param transactionId 0 for null
   */
  void begin(SnapshotMarker marker, long timeMicros, long transactionId) {
    positioned = marker != SnapshotMarker.INCREMENTAL;
    begin(marker.text(), timeMicros, transactionId);
  }

  private void begin(String snapshot, long commitTimeMicros, long transactionId) {
    xid = transactionId;
    commitTime = commitTimeMicros;
    head.clear();
    head.raw(start).number(Math.floorDiv(commitTimeMicros, 1000L)).raw(SNAPSHOT);
    head.raw(Utf8.constant(snapshot)).raw(database);
    if (lastCommitEnd == 0) {
      head.nullValue();
    } else {
      head.raw(QUOTE).number(lastCommitEnd).raw(QUOTE);
    }
    head.raw(',').raw(QUOTE);
    middle.clear();
    middle.raw(QUOTE).raw(TS_US).number(commitTimeMicros).raw(TS_NS);
    middle.number(commitTimeMicros * 1000);
    schemaStart = middle.size();
    lastTable = null;
    origin(null, 0);
  }

  /** The events that follow were first made elsewhere. */
  void origin(@Nullable String name, long originLsn) {
    tail.clear();
    tail.raw(XMIN);
    if (xmin.isPresent()) {
      tail.number(xmin.getAsLong());
    } else {
      tail.nullValue();
    }
    tail.raw(ORIGIN);
    if (name == null) {
      tail.nullValue().raw(ORIGIN_LSN).nullValue();
    } else {
      tail.string(name).raw(ORIGIN_LSN).number(originLsn);
    }
    tail.raw('}');
  }

  /** The transaction is over, or a message outside of one has passed. */
  void passed(long endLsn) {
    lastCommitEnd = endLsn;
  }

  /** Writes the block of a row. */
  void write(byte[] table, long lsn, JsonBuffer json) {
    if (table != lastTable) {
      table(table);
    }
    json.raw(head.bytes(), 0, head.size());
    int lsnStart = json.size();
    json.number(lsn);
    int lsnLength = json.size() - lsnStart;
    json.raw(middle.bytes(), 0, middle.size());
    if (positioned) {
      json.raw(json.bytes(), lsnStart, lsnLength);
    } else {
      json.nullValue();
    }
    json.raw(tail.bytes(), 0, tail.size());
  }

  private void table(byte[] table) {
    middle.truncate(schemaStart);
    middle.raw(table);
    if (xid == 0) {
      middle.nullValue();
    } else {
      middle.number(xid);
    }
    middle.raw(LSN);
    lastTable = table;
  }

  /** Writes the block of a logical message. */
  void writeMessage(long lsn, JsonBuffer json) {
    write(NO_TABLE, lsn, json);
  }
}
