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
 * Writes the records of each change of a table: one, or a delete, a tombstone and a create where
 * the key changes, or none. Belongs to one thread.
 */
final class ChangeRecords {
  private final EventConfig events;
  private final TransactionMetadata transactions;
  private final TablePlanner planner;
  private final PlanCache plans = new PlanCache();
  private final RowWriter rows;
  private final ChangeWriter values;
  private final TableRecords tables;
  private final EnvelopeRecord record;
  private final JsonBuffer json;
  private final EnvelopeSink sink;

  /** The position of the change that is being written, and its transaction's id. */
  private long lsn;

  private long transaction;

  ChangeRecords(
      EnvelopeConfig config,
      Catalog catalog,
      SourceBlock source,
      TransactionMetadata transactions,
      LongSupplier epochNanos,
      EnvelopeRecord record,
      JsonBuffer json,
      EnvelopeSink sink) {
    this.transactions = transactions;
    this.record = record;
    this.json = json;
    this.sink = sink;
    events = config.events();
    planner = new TablePlanner(config, catalog, transactions);
    rows = new RowWriter(config);
    values = new ChangeWriter(rows, source, transactions, epochNanos, json);
    tables = new TableRecords(config, rows, record, json);
  }

  /** The records written so far, by table and operation; for any thread. */
  List<EventCount> counts() {
    return planner.counts();
  }

  /** The change that follows is at this position. */
  void at(long changeLsn) {
    lsn = changeLsn;
    rows.at(changeLsn);
  }

  /** The changes that follow are of this transaction. */
  void begin(long xid) {
    transaction = xid;
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

  void insert(Relation relation, WireTuple row) {
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

  void update(Relation relation, BeforeImage.Kind image, WireTuple before, WireTuple row) {
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
    if (noise && values.imagesAreEqual()) {
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

  void delete(Relation relation, BeforeImage.Kind image, WireTuple before) {
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
    values.write(plan, Operation.DELETE, lsn, image, before, null);
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
    values.write(plan, operation, lsn, image, before, row);
  }

  void truncate(List<Relation> relations) {
    if (!events.skips(Operation.TRUNCATE)) {
      for (Relation relation : relations) {
        TablePlan plan = plan(relation);
        if (plan.included()) {
          values.writeTruncate(plan, lsn);
          emit(plan, Operation.TRUNCATE, 0, 0, 0, plan.headers());
        }
      }
    }
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
}
