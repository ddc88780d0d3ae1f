package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.pgoutput.BeforeImage;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import io.tidemark.replication.Catalog;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Writes each change of a replication stream as Debezium-compatible records into an {@link
 * EnvelopeSink}.
 *
 * <p>The push form; {@link EnvelopeStream} is the pull form. A relation is compiled once; a row
 * allocates nothing in steady state. Belongs to the thread that polls.
 *
 * <pre>{@code
 * EnvelopeEncoder encoder = new EnvelopeEncoder(EnvelopeConfig.debeziumJson("shop"), catalog, sink);
 * while (stream.isOpen()) {
 *   stream.poll(encoder, 1000);
 * }
 * }</pre>
 */
public final class EnvelopeEncoder extends CommitOrderHandler {
  private final String messageTopic;
  private final String transactionTopic;
  private final TransactionMetadata transactions;
  private final Selection messagePrefixes;
  private final JsonBuffer json = new JsonBuffer(4096);
  private final SourceBlock source;
  private final SlotXmin xmin;
  private final ChangeRecords changes;
  private final MessageWriter messages;
  private final Heartbeats heartbeats;
  private final EnvelopeRecord record = new EnvelopeRecord(json);
  private final LongSupplier epochNanos;
  private final EnvelopeSink sink;

  /** The position of the message that is being written. */
  private long lsn;

  /**
   * An encoder that asks the catalog now for the database's name, and later about each relation.
   */
  public EnvelopeEncoder(EnvelopeConfig config, Catalog catalog, EnvelopeSink sink) {
    this(config, catalog, sink, new EpochClock());
  }

  /**
   * An encoder with a clock of its own, for tests.
   *
   * @param epochNanos nanoseconds since 1970-01-01 UTC, for the fields {@code ts_ms}, {@code ts_us}
   *     and {@code ts_ns}
   */
  public EnvelopeEncoder(
      EnvelopeConfig config, Catalog catalog, EnvelopeSink sink, LongSupplier epochNanos) {
    this.sink = sink;
    this.epochNanos = epochNanos;
    messageTopic = config.topics().message();
    messagePrefixes = config.filters().messagePrefixes();
    transactionTopic = config.topics().transaction();
    transactions = new TransactionMetadata(config);
    source = new SourceBlock(config, catalog.databaseName());
    xmin = new SlotXmin(catalog, config.xminFetchInterval(), epochNanos);
    messages = new MessageWriter(config, source, transactions, epochNanos, json);
    heartbeats = new Heartbeats(config);
    changes =
        new ChangeRecords(config, catalog, source, transactions, epochNanos, record, json, sink);
  }

  /** The records written so far, by table and operation; for any thread. */
  public List<EventCount> counts() {
    return changes.counts();
  }

  /**
   * Hands a heartbeat record to the sink: an {@link Operation#HEARTBEAT} for the topic {@code
   * __debezium-heartbeat.prefix}. Call it on the thread that polls, between two polls; a poll may
   * end amid a transaction. The record is no part of it: it has the position of the event before,
   * and losing it loses nothing.
   */
  public void heartbeat() {
    sink.onEnvelope(heartbeats.after(record, lsn, epochNanos.getAsLong()));
  }

  @Override
  public void onXLogData(long startLsn, long serverEndLsn, long sendTimeMicros) {
    lsn = startLsn;
    changes.at(startLsn);
  }

  @Override
  public void onBegin(long finalLsn, long commitTimeMicros, long xid) {
    changes.begin(xid);
    record.begin(finalLsn, commitTimeMicros);
    source.xmin(xmin.current());
    source.begin(commitTimeMicros, xid);
    sink.onBegin(finalLsn, commitTimeMicros, xid);
    transactions.begin(xid, commitTimeMicros);
    if (transactions.isProvided()) {
      json.clear();
      transactions.writeKey(lsn, json);
      int keyEnd = json.size();
      transactions.writeBegin(lsn, json);
      emit(transactionTopic, Operation.TRANSACTION, 0, keyEnd, keyEnd, List.of());
    }
  }

  @Override
  public void onCommit(long commitLsn, long endLsn, long commitTimeMicros) {
    source.passed(endLsn);
    if (transactions.isProvided()) {
      json.clear();
      transactions.writeKey(endLsn, json);
      int keyEnd = json.size();
      transactions.writeEnd(endLsn, json);
      emit(transactionTopic, Operation.TRANSACTION, 0, keyEnd, keyEnd, List.of());
    }
    sink.onCommit(commitLsn, endLsn);
  }

  @Override
  public void onOrigin(long originLsn, String name) {
    source.origin(name, originLsn);
  }

  @Override
  public void onRelation(long xid, Relation relation) {
    // Compiled when a row needs it: a table may be announced for a truncate that nobody wants to
    // see.
  }

  @Override
  public void onType(long xid, int oid, String namespace, String name) {
    // The catalog says more about the type, and is asked with the relation.
  }

  @Override
  public void onInsert(long xid, Relation relation, WireTuple row) {
    sink.onInsert(relation, row);
    changes.insert(relation, row);
  }

  @Override
  public void onUpdate(
      long xid, Relation relation, BeforeImage.Kind image, WireTuple before, WireTuple row) {
    changes.update(relation, image, before, row);
  }

  @Override
  public void onDelete(long xid, Relation relation, BeforeImage.Kind image, WireTuple before) {
    changes.delete(relation, image, before);
  }

  @Override
  public void onTruncate(
      long xid, List<Relation> relations, boolean cascade, boolean restartIdentity) {
    changes.truncate(relations);
  }

  @Override
  public void onMessage(
      long xid,
      boolean transactional,
      long messageLsn,
      String prefix,
      byte[] content,
      int offset,
      int length) {
    if (!transactional) {
      record.beginMessage(lsn);
      source.xmin(xmin.current());
      source.beginMessage(lsn, epochNanos.getAsLong() / 1000);
    }
    sink.onMessage(prefix, content, offset, length);
    if (messagePrefixes.test(prefix)) {
      message(prefix, transactional, content, offset, length);
    }
    if (!transactional) {
      sink.onNonTransactionalMessage(lsn);
    }
  }

  private void message(
      String prefix, boolean transactional, byte[] content, int offset, int length) {
    json.clear();
    messages.key(prefix);
    int keyEnd = json.size();
    messages.value(prefix, transactional, lsn, content, offset, length);
    emit(messageTopic, Operation.MESSAGE, 0, keyEnd, keyEnd, List.of());
  }

  private void emit(
      String topic,
      Operation operation,
      int keyStart,
      int keyEnd,
      int valueStart,
      List<Header> headers) {
    record.place(topic, operation, lsn, headers);
    record.slices(keyStart, keyEnd, valueStart, json.size());
    sink.onEnvelope(record);
    record.emitted();
  }
}
