package io.tidemark.replication;

import static io.tidemark.pgoutput.MessageBytes.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tidemark.pgoutput.PgOutputDecoder;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.WireTuple;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ordinary transaction costs no memory on its way through, whatever tables its rows are of. */
class AssemblerAllocationTest {
  private static final int WARM_UP = 50_000;
  private static final int TRANSACTIONS = 10_000;

  /** What the JVM itself may take meanwhile, far less than one byte a transaction. */
  private static final long NOISE = TRANSACTIONS / 2;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final PgOutputDecoder decoder = new PgOutputDecoder(4);

  private static final class Counting extends IgnoringWalHandler {
    long rows;

    @Override
    public void onInsert(long xid, Relation relation, WireTuple row) {
      rows++;
    }
  }

  @Test
  void allocatesNothingForAnOrdinaryTransactionOfTwoTables(@TempDir Path directory) {
    AssemblerConfig config = AssemblerConfig.builder().spillDirectory(directory).build();
    Counting counting = new Counting();
    try (TransactionAssembler assembler = new TransactionAssembler(counting, config)) {
      decode(assembler, relation(1));
      decode(assembler, relation(2));
      transactions(assembler, WARM_UP);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      transactions(assembler, TRANSACTIONS);
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated).isLessThan(NOISE);
      assertThat(counting.rows).isEqualTo(4L * (WARM_UP + TRANSACTIONS));
    }
  }

  private void transactions(TransactionAssembler assembler, int count) {
    byte[] begin = message('B').int64(0).int64(0).xid(7).toByteArray();
    byte[] first = insert(1);
    byte[] second = insert(2);
    byte[] commit = message('C').int8(0).int64(0).int64(0).int64(0).toByteArray();
    for (int i = 0; i < count; i++) {
      decode(assembler, begin);
      decode(assembler, first);
      decode(assembler, second);
      decode(assembler, first);
      decode(assembler, second);
      decode(assembler, commit);
    }
  }

  private void decode(TransactionAssembler assembler, byte[] bytes) {
    assembler.onXLogData(1, 2, 3);
    decoder.decode(bytes, 0, bytes.length, assembler);
  }

  private static byte[] relation(int oid) {
    return message('R')
        .int32(oid)
        .string("public")
        .string("t" + oid)
        .byte1('d')
        .int16(1)
        .int8(1)
        .string("id")
        .int32(23)
        .int32(-1)
        .toByteArray();
  }

  private static byte[] insert(int oid) {
    return message('I').int32(oid).byte1('N').int16(1).text("7").toByteArray();
  }
}
