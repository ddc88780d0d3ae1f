package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.pgoutput.BeforeImage;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import io.tidemark.replication.Catalog;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
  private final EventConfig events;
  private final String messageTopic;
  private final String transactionTopic;
  private final TransactionMetadata transactions;
  private final Selection messagePrefixes;
  private final TablePlanner planner;
  private final PlanCache plans = new PlanCache();
  private final JsonBuffer json = new JsonBuffer(4096);
  private final RowWriter rows;
  private final SourceBlock source;
  private final SlotXmin xmin;
  private final ChangeWriter changes;
  private final MessageWriter messages;
  private final Heartbeats heartbeats;
  private final EnvelopeRecord record = new EnvelopeRecord(json);
  private final TableRecords tables;
  private final LongSupplier epochNanos;
  private final EnvelopeSink sink;

  /** The position of the message that is being written. */
  private long lsn;

  /** The id of the transaction that is being written. */
  private long transaction;

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
    events = config.events();
    messageTopic = config.topics().message();
    messagePrefixes = config.filters().messagePrefixes();
    transactionTopic = config.topics().transaction();
    transactions = new TransactionMetadata(config);
    planner = new TablePlanner(config, catalog, transactions);
    rows = new RowWriter(config);
    source = new SourceBlock(config, catalog.databaseName());
    xmin = new SlotXmin(catalog, config.xminFetchInterval(), epochNanos);
    changes = new ChangeWriter(rows, source, transactions, epochNanos, json);
    messages = new MessageWriter(config, source, transactions, epochNanos, json);
    heartbeats = new Heartbeats(config);
    tables = new TableRecords(config, rows, record, json);
  }

  /** The records written so far, by table and operation; for any thread. */
  public List<EventCount> counts() {
    return planner.counts();
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
    rows.at(startLsn);
  }

  @Override
  public void onBegin(long finalLsn, long commitTimeMicros, long xid) {
    transaction = xid;
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

  private TablePlan plan(Relation relation) {
    TablePlan plan = plans.get(relation);
    if (plan == null) {
      plan = planner.plan(relation, transaction);
      plans.put(plan);
    }
    json.clear();
    return plan;
  }

  @Override
  public void onInsert(long xid, Relation relation, WireTuple row) {
    if (!events.skips(Operation.CREATE)) {
      TablePlan plan = plan(relation);
      if (!plan.included()) {
        return;
      }
      int keyEnd = writeKey(plan, row, BeforeImage.Kind.NONE, row);
      change(plan, Operation.CREATE, BeforeImage.Kind.NONE, row, row);
      emit(plan, Operation.CREATE, 0, keyEnd, keyEnd, plan.headers());
    }
  }

  @Override
  public void onUpdate(
      long xid, Relation relation, BeforeImage.Kind image, WireTuple before, WireTuple row) {
    TablePlan plan = plan(relation);
    if (!plan.included()) {
      return;
    }
    int keyEnd = writeKey(plan, row, image, before);
    int oldKeyEnd = writeOldKey(plan, image, before);
    byte[] bytes = json.bytes();
    if (oldKeyEnd != keyEnd && !Arrays.equals(bytes, 0, keyEnd, bytes, keyEnd, oldKeyEnd)) {
      keyChanged(plan, keyEnd, image, before, row);
      return;
    }
    if (events.skips(Operation.UPDATE)) {
      return;
    }
    json.truncate(keyEnd);
    change(plan, Operation.UPDATE, image, before, row);
    boolean noise = image == BeforeImage.Kind.FULL && events.skipMessagesWithoutChange();
    if (noise && changes.imagesAreEqual()) {
      transactions.takeBack(plan.collection());
    } else {
      emit(plan, Operation.UPDATE, 0, keyEnd, keyEnd, plan.headers());
    }
  }

  /** The buffer holds the new key, then the old one. */
  private void keyChanged(
      TablePlan plan, int keyEnd, BeforeImage.Kind image, WireTuple before, WireTuple row) {
    int oldKeyEnd = json.size();
    KeyPlan key = Objects.requireNonNull(plan.key());
    byte[] newKey = key.own(json.bytes(), 0, keyEnd);
    byte[] oldKey = key.own(json.bytes(), keyEnd, oldKeyEnd);
    if (!events.skips(Operation.DELETE)) {
      List<Header> headers =
          ContextHeaders.with(new Header(ContextHeaders.NEW_KEY, newKey), plan.headers());
      delete(plan, keyEnd, oldKeyEnd, headers, image, before);
    }
    if (!events.skips(Operation.CREATE)) {
      List<Header> headers =
          ContextHeaders.with(new Header(ContextHeaders.OLD_KEY, oldKey), plan.headers());
      json.truncate(oldKeyEnd);
      change(plan, Operation.CREATE, image, before, row);
      emit(plan, Operation.CREATE, 0, keyEnd, oldKeyEnd, headers);
    }
  }

  @Override
  public void onDelete(long xid, Relation relation, BeforeImage.Kind image, WireTuple before) {
    if (!events.skips(Operation.DELETE)) {
      TablePlan plan = plan(relation);
      if (!plan.included()) {
        return;
      }
      int keyEnd = writeOldKey(plan, image, before);
      delete(plan, 0, keyEnd, plan.headers(), image, before);
    }
  }

  private void delete(
      TablePlan plan,
      int keyStart,
      int keyEnd,
      List<Header> headers,
      BeforeImage.Kind image,
      WireTuple before) {
    int valueStart = json.size();
    changes.write(plan, Operation.DELETE, lsn, image, before, null);
    emit(plan, Operation.DELETE, keyStart, keyEnd, valueStart, headers);
    if (events.tombstonesOnDelete()) {
      json.truncate(valueStart);
      emit(plan, Operation.TOMBSTONE, keyStart, keyEnd, valueStart, headers);
    }
  }

  /** Returns where the key ends: where it starts for a table without key. */
  private int writeKey(TablePlan plan, WireTuple row, BeforeImage.Kind image, WireTuple before) {
    if (plan.key() != null) {
      rows.key(plan, plan.key(), row, image, before, json);
    }
    return json.size();
  }

  /** As {@link #writeKey}; nothing is written where the old image lacks a part of the key. */
  private int writeOldKey(TablePlan plan, BeforeImage.Kind image, WireTuple before) {
    KeyPlan key = plan.key();
    boolean known =
        image == BeforeImage.Kind.FULL
            || (image == BeforeImage.Kind.KEY && key != null && key.inIdentity());
    return known ? writeKey(plan, before, image, before) : json.size();
  }

  private void change(
      TablePlan plan,
      Operation operation,
      BeforeImage.Kind image,
      WireTuple before,
      WireTuple row) {
    changes.write(plan, operation, lsn, image, before, row);
  }

  @Override
  public void onTruncate(
      long xid, List<Relation> relations, boolean cascade, boolean restartIdentity) {
    if (!events.skips(Operation.TRUNCATE)) {
      for (Relation relation : relations) {
        TablePlan plan = plan(relation);
        if (plan.included()) {
          changes.writeTruncate(plan, lsn);
          emit(plan, Operation.TRUNCATE, 0, 0, 0, plan.headers());
        }
      }
    }
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
      TablePlan plan,
      Operation operation,
      int keyStart,
      int keyEnd,
      int valueStart,
      List<Header> headers) {
    if (tables.fill(plan, operation, lsn, keyStart, keyEnd, valueStart, headers)) {
      plan.counter()
          .add(
              operation,
              Math.max(0, record.keyLength()) + (long) Math.max(0, record.valueLength()));
      sink.onEnvelope(record);
      record.emitted();
    }
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
