package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.json.JsonText;

/**
 * The key of a table's records: which columns, in which order.
 *
 * @param columns in key order
 * @param inIdentity whether a KEY image carries all of them; if not, the old key is not known
 * @param frame what surrounds a key
 * @param ownMarks the fields that the naming strategy adds after the columns, each after a comma
 * @param marks the fields that routers add after these
 * @param ownFrame what surrounds a key without these
 */
@SuppressWarnings("ArrayRecordComponent") // iterated on the hot path; never compared
record KeyPlan(
    ColumnPlan[] columns,
    boolean inIdentity,
    Frame frame,
    JsonText ownMarks,
    JsonText marks,
    Frame ownFrame) {

  /** A key as it was written, without what routers add: a transform does not see headers. */
  byte[] own(byte[] bytes, int from, int to) {
    int start = from + frame.start().length();
    int end = to - frame.end().length() - 1 - marks.length();
    return new JsonBuffer()
        .raw(ownFrame.start())
        .raw(bytes, start, end - start)
        .raw('}')
        .raw(ownFrame.end())
        .toByteArray();
  }
}
