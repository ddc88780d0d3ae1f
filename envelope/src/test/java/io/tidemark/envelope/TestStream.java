package io.tidemark.envelope;

import io.tidemark.pgoutput.PgOutputDecoder;
import io.tidemark.replication.WalHandler;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A replication stream written by hand: each method encodes one message and hands it to the
 * handler, with LSNs that grow by 8.
 *
 * <pre>{@code
 * stream.relation(1, "orders", 'd', "id!int4", "note text");
 * stream.begin(700);
 * stream.insert(1, "7", null);
 * stream.commit();
 * }</pre>
 */
final class TestStream {
  /** Stands for an unchanged TOASTed value. */
  static final String UNCHANGED = String.valueOf(new char[] {'u'});

  static final long COMMIT_TIME_MICROS = 1_700_000_000_123_456L;
  private static final long POSTGRES_EPOCH_MICROS = 946_684_800_000_000L;

  private final WalHandler handler;
  private final PgOutputDecoder decoder = new PgOutputDecoder(1);
  private ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long lsn = 1000;
  private long commitLsn;

  TestStream(WalHandler handler) {
    this.handler = handler;
  }

  /**
   * Of a shop's envelopes without context headers, by Debezium's settings.
   *
   * @param more settings, each a name and a value
   */
  static TestStream ofShop(EnvelopeSink sink, Map<String, String> settings, String... more) {
    Map<String, String> properties = new HashMap<>(settings);
    properties.put("topic.prefix", "shop");
    properties.put("extended.headers.enabled", "false");
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return new TestStream(
        new EnvelopeEncoder(
            DebeziumProperties.envelope(properties), new TestCatalog(), sink, () -> 0));
  }

  /** Where the next message stands. */
  long lsn() {
    return lsn;
  }

  /** Begins a transaction that commits 1000 further on. */
  void begin(int xid) {
    commitLsn = lsn + 1000;
    start('B');
    int64(commitLsn).int64(COMMIT_TIME_MICROS - POSTGRES_EPOCH_MICROS).int32(xid);
    send();
  }

  /** Commits; the end is 8 after the commit record. Returns it. */
  long commit() {
    lsn = commitLsn;
    start('C');
    int8(0).int64(commitLsn).int64(commitLsn + 8);
    int64(COMMIT_TIME_MICROS - POSTGRES_EPOCH_MICROS);
    send();
    return commitLsn + 8;
  }

  /**
   * Announces {@code public.name}; a column is {@code "id!23"}: name, {@code !} for the key, type
   * OID.
   */
  void relation(int oid, String name, char replicaIdentity, String... columns) {
    start('R');
    int32(oid).string("public").string(name).int8(replicaIdentity).int16(columns.length);
    for (String column : columns) {
      String[] parts = column.split("[! ]", 2);
      int8(column.contains("!") ? 1 : 0).string(parts[0]);
      int32(Integer.parseInt(parts[1])).int32(-1);
    }
    send();
  }

  void insert(int oid, @Nullable String... row) {
    start('I');
    int32(oid).int8('N').tuple(row);
    send();
  }

  /** {@code image} is {@code K}, {@code O}, or a blank for none. */
  void update(int oid, char image, @Nullable String[] before, @Nullable String... row) {
    start('U');
    int32(oid);
    if (image != ' ') {
      int8(image).tuple(before);
    }
    int8('N').tuple(row);
    send();
  }

  void delete(int oid, char image, @Nullable String... before) {
    start('D');
    int32(oid).int8(image).tuple(before);
    send();
  }

  void truncate(int... oids) {
    start('T');
    int32(oids.length).int8(0);
    for (int oid : oids) {
      int32(oid);
    }
    send();
  }

  void message(boolean transactional, String prefix, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    start('M');
    int8(transactional ? 1 : 0).int64(lsn).string(prefix).int32(bytes.length);
    out.writeBytes(bytes);
    send();
  }

  private void start(char type) {
    out = new ByteArrayOutputStream();
    int8(type);
  }

  private void send() {
    byte[] bytes = out.toByteArray();
    handler.onXLogData(lsn, lsn + 1, COMMIT_TIME_MICROS);
    decoder.decode(bytes, 0, bytes.length, handler);
    lsn += 8;
  }

  @SuppressWarnings("ReferenceEquality") // the marker is itself, not its text
  private TestStream tuple(@Nullable String... row) {
    int16(row.length);
    for (String value : row) {
      if (value == null) {
        int8('n');
      } else if (value == UNCHANGED) {
        int8('u');
      } else {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int8('t').int32(bytes.length);
        out.writeBytes(bytes);
      }
    }
    return this;
  }

  private TestStream int8(int value) {
    out.write(value);
    return this;
  }

  private TestStream int16(int value) {
    return int8(value >>> 8).int8(value);
  }

  private TestStream int32(int value) {
    return int16(value >>> 16).int16(value);
  }

  private TestStream int64(long value) {
    return int32((int) (value >>> 32)).int32((int) value);
  }

  private TestStream string(String value) {
    out.writeBytes(value.getBytes(StandardCharsets.UTF_8));
    return int8(0);
  }
}
