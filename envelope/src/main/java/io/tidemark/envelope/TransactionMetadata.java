package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the events of a transaction and writes what {@code provide.transaction.metadata} adds:
 * the field {@code transaction}, and the records BEGIN and END. Belongs to one thread.
 */
final class TransactionMetadata {
  private static final byte[] ID = Utf8.constant("{\"id\":\"");
  private static final byte[] TOTAL_ORDER = Utf8.constant("\",\"total_order\":");
  private static final byte[] COLLECTION_ORDER = Utf8.constant(",\"data_collection_order\":");
  private static final byte[] EVENT_COUNT = Utf8.constant(",\"event_count\":");
  private static final byte[] COLLECTIONS = Utf8.constant(",\"data_collections\":");
  private static final byte[] COLLECTION = Utf8.constant("{\"data_collection\":");
  private static final byte[] TS_MS = Utf8.constant(",\"ts_ms\":");

  /** What a logical message counts as: each is a collection of its own, as in Debezium. */
  private static final String MESSAGES = "message";

  private final boolean provided;
  private final Frame keyFrame;
  private final Frame valueFrame;
  private final Map<String, Collection> collections = new HashMap<>();
  private final Collection messages;

  // The transaction that is open
  private final List<Collection> touched = new ArrayList<>();
  private long xid;
  private long commitMillis;
  private long events;

  /** What a transaction did to one table. */
  static final class Collection {
    private final byte[] name;
    private long events;
    private boolean touched;

    private Collection(String name) {
      this.name = Utf8.constant(Utf8.quoted(name));
    }
  }

  TransactionMetadata(EnvelopeConfig config) {
    this(config, config.events().provideTransactionMetadata());
  }

  private TransactionMetadata(EnvelopeConfig config, boolean provided) {
    this.provided = provided;
    FormatConfig format = config.format();
    keyFrame =
        Frame.of(format.keys().schemas(), EnvelopeSchemas.TRANSACTION_KEY, "{\"id\":\"", "\"}");
    valueFrame =
        Frame.of(format.valueSchemas(), EnvelopeSchemas.TRANSACTION_VALUE, "{\"status\":\"", "}");
    messages = collection(MESSAGES);
  }

  /** For rows that no transaction changed. */
  static TransactionMetadata none(EnvelopeConfig config) {
    return new TransactionMetadata(config, false);
  }

  boolean isProvided() {
    return provided;
  }

  /** The one counter of a table, whichever version of it a plan is for. */
  Collection collection(String name) {
    return collections.computeIfAbsent(name, Collection::new);
  }

  Collection messages() {
    return messages;
  }

  void begin(long transactionId, long commitTimeMicros) {
    xid = transactionId;
    commitMillis = Math.floorDiv(commitTimeMicros, 1000L);
    events = 0;
    for (Collection collection : touched) {
      collection.events = 0;
      collection.touched = false;
    }
    touched.clear();
  }

  /** Counts an event and writes its field {@code transaction}. */
  void write(Collection collection, long lsn, JsonBuffer json) {
    if (!provided) {
      json.nullValue();
      return;
    }
    events++;
    collection.events++;
    if (!collection.touched) {
      collection.touched = true;
      touched.add(collection);
    }
    json.raw(ID);
    id(lsn, json);
    long order = collection == messages ? 1 : collection.events;
    json.raw(TOTAL_ORDER).number(events).raw(COLLECTION_ORDER).number(order).raw('}');
  }

  /** The event that was counted last is not sent. */
  void takeBack(Collection collection) {
    if (provided) {
      events--;
      collection.events--;
    }
  }

  private void id(long lsn, JsonBuffer json) {
    json.number(xid).raw(':').number(lsn);
  }

  /** Writes the key of a BEGIN or END record. */
  void writeKey(long lsn, JsonBuffer json) {
    json.raw(keyFrame.start());
    id(lsn, json);
    json.raw(keyFrame.end());
  }

  /** Writes the value of a BEGIN record. */
  void writeBegin(long lsn, JsonBuffer json) {
    start("BEGIN", lsn, json);
    json.raw(EVENT_COUNT).nullValue().raw(COLLECTIONS).nullValue();
    end(json);
  }

  /** Writes the value of an END record. */
  void writeEnd(long lsn, JsonBuffer json) {
    start("END", lsn, json);
    json.raw(EVENT_COUNT).number(events).raw(COLLECTIONS).raw('[');
    int start = json.size();
    for (Collection collection : touched) {
      long single = collection == messages ? collection.events : 0;
      for (long i = 0; i < single; i++) {
        count(collection, 1, start, json);
      }
      if (single == 0 && collection.events > 0) {
        count(collection, collection.events, start, json);
      }
    }
    json.raw(']');
    end(json);
  }

  private static void count(Collection collection, long count, int start, JsonBuffer json) {
    if (json.size() > start) {
      json.raw(',');
    }
    json.raw(COLLECTION).raw(collection.name).raw(EVENT_COUNT).number(count).raw('}');
  }

  private void start(String status, long lsn, JsonBuffer json) {
    json.raw(valueFrame.start()).raw(Utf8.constant(status + "\",\"id\":\""));
    id(lsn, json);
    json.raw('"');
  }

  private void end(JsonBuffer json) {
    json.raw(TS_MS).number(commitMillis).raw(valueFrame.end());
  }
}
