package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import java.util.List;

/**
 * The one view that {@link EnvelopeEncoder} fills again for each record. Belongs to the thread that
 * decodes.
 */
final class EnvelopeRecord implements EnvelopeView {
  private final JsonBuffer json;

  private String topic = "";
  private Operation operation = Operation.CREATE;
  private List<Header> headers = List.of();
  private int keyOffset;
  private int keyLength;
  private int valueOffset;
  private int valueLength;
  private long lsn;
  private long commitLsn;
  private long ordinal;
  private long commitTimeMicros;

  EnvelopeRecord(JsonBuffer json) {
    this.json = json;
  }

  void begin(long transactionCommitLsn, long transactionCommitTimeMicros) {
    commitLsn = transactionCommitLsn;
    commitTimeMicros = transactionCommitTimeMicros;
    ordinal = 0;
  }

  /** A message outside of transactions stands alone, and keeps the time of the last commit. */
  void beginMessage(long messageLsn) {
    begin(messageLsn, commitTimeMicros);
    ordinal = Position.MESSAGE_ORDINAL;
  }

  /** Takes the position of the record that another view showed last. */
  void standBehind(EnvelopeRecord last) {
    commitLsn = last.commitLsn;
    commitTimeMicros = last.commitTimeMicros;
    ordinal = Math.max(Position.MESSAGE_ORDINAL, last.ordinal - 1);
  }

  void place(String topicName, Operation what, long changeLsn, List<Header> recordHeaders) {
    topic = topicName;
    operation = what;
    lsn = changeLsn;
    headers = recordHeaders;
  }

  /** An empty slice is null: JSON text is never empty. */
  void slices(int keyStart, int keyEnd, int valueStart, int valueEnd) {
    keyOffset = keyStart;
    keyLength = keyEnd > keyStart ? keyEnd - keyStart : -1;
    valueOffset = valueStart;
    valueLength = valueEnd > valueStart ? valueEnd - valueStart : -1;
  }

  /** The next record of the transaction comes after this one. */
  void emitted() {
    ordinal++;
  }

  @Override
  public String topic() {
    return topic;
  }

  @Override
  public Operation operation() {
    return operation;
  }

  @Override
  public byte[] buffer() {
    return json.bytes();
  }

  @Override
  public int keyOffset() {
    return keyOffset;
  }

  @Override
  public int keyLength() {
    return keyLength;
  }

  @Override
  public int valueOffset() {
    return valueOffset;
  }

  @Override
  public int valueLength() {
    return valueLength;
  }

  @Override
  public List<Header> headers() {
    return headers;
  }

  @Override
  public long lsn() {
    return lsn;
  }

  @Override
  public long commitLsn() {
    return commitLsn;
  }

  @Override
  public long ordinal() {
    return ordinal;
  }

  @Override
  public long commitTimeMicros() {
    return commitTimeMicros;
  }

  @Override
  public Envelope copy() {
    return new Envelope(this);
  }
}
