package io.tidemark.pgoutput;

import static io.tidemark.pgoutput.MessageBytes.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The claim of the handler face: nothing is allocated for a row, with every column visited. */
class DecoderAllocationTest {
  private static final int OID = 7;
  private static final int WARM_UP = 20_000;
  private static final int ROWS = 10_000;

  /** What the JVM itself may take meanwhile, far less than one byte a row. */
  private static final long NOISE = ROWS / 10;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Visitor visitor = new Visitor();

  /** Sums what it sees, so that no read can be optimized away. */
  private static final class Visitor extends IgnoringHandler {
    private long sum;

    private void visit(Tuple tuple) {
      for (int i = 0; i < tuple.size(); i++) {
        if (tuple.kind(i) == ValueKind.TEXT || tuple.kind(i) == ValueKind.BINARY) {
          int offset = tuple.offset(i);
          for (int at = offset; at < offset + tuple.length(i); at++) {
            sum += tuple.buffer()[at];
          }
        }
      }
    }

    @Override
    public void onInsert(long xid, Relation relation, WireTuple row) {
      visit(row);
    }

    @Override
    public void onUpdate(
        long xid, Relation relation, BeforeImage.Kind image, WireTuple before, WireTuple row) {
      visit(before);
      visit(row);
    }

    @Override
    public void onDelete(long xid, Relation relation, BeforeImage.Kind image, WireTuple before) {
      visit(before);
    }
  }

  private static byte[] relation(int columns) {
    MessageBytes bytes =
        message('R').int32(OID).string("public").string("t").byte1('f').int16(columns);
    for (int i = 0; i < columns; i++) {
      bytes.int8(1).string("column_" + i).int32(25).int32(-1);
    }
    return bytes.toByteArray();
  }

  private static MessageBytes values(MessageBytes bytes, int columns) {
    bytes.int16(columns);
    for (int i = 0; i < columns; i++) {
      switch (i % 4) {
        case 0 -> bytes.text("value " + i);
        case 1 -> bytes.binary("00000000000000ff");
        case 2 -> bytes.nullValue();
        default -> bytes.unchanged();
      }
    }
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 40})
  void allocatesNothingForARow(int columns) {
    byte[] insert = values(message('I').int32(OID).byte1('N'), columns).toByteArray();
    byte[] update =
        values(values(message('U').int32(OID).byte1('O'), columns).byte1('N'), columns)
            .toByteArray();
    byte[] delete = values(message('D').int32(OID).byte1('O'), columns).toByteArray();
    PgOutputDecoder decoder = new PgOutputDecoder(4);
    byte[] relation = relation(columns);
    decoder.decode(relation, 0, relation.length, visitor);

    decodeRows(decoder, WARM_UP, insert, update, delete);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    decodeRows(decoder, ROWS, insert, update, delete);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).isLessThan(NOISE);
    assertThat(visitor.sum).isNotZero();
  }

  private void decodeRows(PgOutputDecoder decoder, int rows, byte[]... messages) {
    for (int i = 0; i < rows; i++) {
      for (byte[] bytes : messages) {
        decoder.decode(bytes, 0, bytes.length, visitor);
      }
    }
  }

  @Test
  void allocatesNothingForIntegersAndBooleans() {
    Row row = Row.ofText("32767", "-2147483648", "9223372036854775807", "t");
    long warm = readRepeatedly(row, WARM_UP);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    long sum = readRepeatedly(row, ROWS);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(NOISE);
    assertThat(warm + sum).isNotZero();
  }

  private static long readRepeatedly(Row row, int times) {
    long sum = 0;
    for (int i = 0; i < times; i++) {
      sum += row.getShort(0) + row.getInt(1) + (row.getBoolean(3) ? row.getLong(2) : 0);
    }
    return sum;
  }

  @Test
  void allocatesNoMoreForADeclaredGigabyteThanItsError() {
    byte[] relation = relation(1);
    byte[] huge =
        message('I')
            .int32(OID)
            .byte1('N')
            .int16(1)
            .byte1('t')
            .int32(1 << 30)
            .int64(0)
            .toByteArray();
    PgOutputDecoder decoder = new PgOutputDecoder(4);
    decoder.decode(relation, 0, relation.length, visitor);

    long before = THREADS.getCurrentThreadAllocatedBytes();
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> decoder.decode(huge, 0, huge.length, visitor));
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000_000);
  }
}
