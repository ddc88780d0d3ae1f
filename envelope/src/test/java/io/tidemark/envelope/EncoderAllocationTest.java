package io.tidemark.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tidemark.pgoutput.PgOutputDecoder;
import io.tidemark.pgoutput.Relation;
import io.tidemark.replication.Catalog;
import io.tidemark.replication.ColumnDescription;
import io.tidemark.replication.ColumnDescription.Generation;
import io.tidemark.replication.TableDescription;
import io.tidemark.replication.TypeDescription;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** From wire slice to envelope, a row of common types costs no memory, in either format. */
class EncoderAllocationTest {
  private static final int WARM_UP = 20_000;
  private static final int ROWS = 20_000;

  /** What the JVM itself may take meanwhile, far less than one byte a row. */
  private static final long NOISE = ROWS / 2;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long HALF_PAST_NOON_2024 = 762_525_000_123_456L;

  /** PostgreSQL's type modifier of numeric(12, 2). */
  private static final int TWELVE_TWO = (12 << 16 | 2) + 4;

  /** A column: its type, and one value in text and in binary. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sample(String type, int typeModifier, String text, byte[] binary) {
    Sample(String type, String text, byte[] binary) {
      this(type, -1, text, binary);
    }
  }

  private static final List<Sample> SAMPLES =
      List.of(
          new Sample("int4", "7", bytes(4).putInt(7).array()),
          new Sample("int2", "-7", bytes(2).putShort((short) -7).array()),
          new Sample("int8", "9007199254740993", bytes(8).putLong(9007199254740993L).array()),
          new Sample("float8", "12.5", bytes(8).putDouble(12.5).array()),
          new Sample("float8", "0.3333333333333333", bytes(8).putDouble(1 / 3.0).array()),
          new Sample("float4", "0.33333334", bytes(4).putFloat(1 / 3f).array()),
          new Sample("bpchar", "EUR     ", utf8("EUR     ")),
          new Sample(
              "numeric",
              TWELVE_TWO,
              "-1234.50",
              new byte[] {0, 2, 0, 0, 0x40, 0, 0, 2, 4, (byte) 210, 19, (byte) 136}),
          new Sample("bool", "t", new byte[] {1}),
          new Sample("text", "a \"quoted\" text, 日本", utf8("a \"quoted\" text, 日本")),
          new Sample("jsonb", "{\"a\": 1}", utf8("\1{\"a\": 1}")),
          new Sample(
              "numeric",
              "1234.50",
              new byte[] {0, 2, 0, 0, 0, 0, 0, 2, 4, (byte) 210, 19, (byte) 136}),
          new Sample("date", "2024-02-29", bytes(4).putInt(8825).array()),
          new Sample("time", "12:30:00.123456", bytes(8).putLong(45_000_123_456L).array()),
          new Sample(
              "timestamp",
              "2024-02-29 12:30:00.123456",
              bytes(8).putLong(HALF_PAST_NOON_2024).array()),
          new Sample(
              "timestamptz",
              "2024-02-29 12:30:00.123456+00",
              bytes(8).putLong(HALF_PAST_NOON_2024).array()),
          new Sample("uuid", "0188b7f0-1234-7abc-8def-0123456789ab", new byte[16]),
          new Sample("bytea", "\\x00ff10", new byte[] {0, -1, 16}));

  private static final class Counting implements EnvelopeSink {
    long records;

    @Override
    public void onBegin(long commitLsn, long commitTimeMicros, long xid) {}

    @Override
    public void onEnvelope(EnvelopeView envelope) {
      records++;
    }

    @Override
    public void onCommit(long commitLsn, long endLsn) {}

    @Override
    public void onNonTransactionalMessage(long lsn) {}
  }

  /** Every column is of the sample's type with its number; the first is the key. */
  private static final class SampleCatalog implements Catalog {
    @Override
    public String databaseName() {
      return "shop";
    }

    @Override
    public TableDescription describe(Relation relation, long xid) {
      List<ColumnDescription> columns = new ArrayList<>();
      for (int i = 0; i < SAMPLES.size(); i++) {
        TypeDescription type = TypeDescription.base(0, SAMPLES.get(i).type);
        columns.add(
            new ColumnDescription(
                relation.columns().get(i).name(),
                type,
                SAMPLES.get(i).typeModifier,
                true,
                null,
                Generation.NONE));
      }
      return new TableDescription(columns, List.of(columns.get(0).name()), List.of());
    }

    @Override
    public OptionalLong slotXmin() {
      return OptionalLong.empty();
    }
  }

  @Test
  void allocatesNothingForARowInText() {
    assertThat(allocatedForRows(false)).isLessThan(NOISE);
  }

  @Test
  void allocatesNothingForARowInBinary() {
    assertThat(allocatedForRows(true)).isLessThan(NOISE);
  }

  private static long allocatedForRows(boolean binary) {
    Counting sink = new Counting();
    EnvelopeEncoder encoder =
        new EnvelopeEncoder(
            EnvelopeConfig.debeziumJson("shop"), new SampleCatalog(), sink, () -> 1_700_000_000L);
    PgOutputDecoder decoder = new PgOutputDecoder(1);
    decode(decoder, encoder, relation());
    decode(decoder, encoder, bytes(21).put((byte) 'B').putLong(2000).putLong(0).putInt(7).array());
    byte[] insert = insert(binary);
    rows(decoder, encoder, insert, WARM_UP);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    rows(decoder, encoder, insert, ROWS);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(sink.records).isEqualTo(WARM_UP + ROWS);
    return allocated;
  }

  private static void rows(
      PgOutputDecoder decoder, EnvelopeEncoder encoder, byte[] insert, int count) {
    for (int i = 0; i < count; i++) {
      decode(decoder, encoder, insert);
    }
  }

  private static void decode(PgOutputDecoder decoder, EnvelopeEncoder encoder, byte[] message) {
    encoder.onXLogData(1000, 1001, 0);
    decoder.decode(message, 0, message.length, encoder);
  }

  private static byte[] relation() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write('R');
    out.writeBytes(bytes(4).putInt(1).array());
    out.writeBytes(utf8("public\0samples\0d"));
    out.writeBytes(bytes(2).putShort((short) SAMPLES.size()).array());
    for (int i = 0; i < SAMPLES.size(); i++) {
      out.write(i == 0 ? 1 : 0);
      out.writeBytes(utf8("c" + i + "\0"));
      out.writeBytes(bytes(8).putInt(0).putInt(-1).array());
    }
    return out.toByteArray();
  }

  private static byte[] insert(boolean binary) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write('I');
    out.writeBytes(bytes(4).putInt(1).array());
    out.write('N');
    out.writeBytes(bytes(2).putShort((short) SAMPLES.size()).array());
    for (Sample sample : SAMPLES) {
      byte[] value = binary ? sample.binary : utf8(sample.text);
      out.write(binary ? 'b' : 't');
      out.writeBytes(bytes(4).putInt(value.length).array());
      out.writeBytes(value);
    }
    return out.toByteArray();
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
