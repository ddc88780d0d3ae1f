package io.tidemark.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tidemark.pgoutput.CopyDecoder;
import io.tidemark.pgoutput.CopyFormat;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.ReplicaIdentity;
import io.tidemark.pgoutput.WireTuple;
import io.tidemark.replication.Catalog;
import io.tidemark.replication.ColumnDescription;
import io.tidemark.replication.ColumnDescription.Generation;
import io.tidemark.replication.TableDescription;
import io.tidemark.replication.TypeDescription;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** From a line of COPY to a snapshot's record, a row costs no memory. */
final class SnapshotAllocationTest {
  private static final int WARM_UP = 20_000;
  private static final int ROWS = 20_000;

  /** What the JVM itself may take meanwhile, far less than one byte a row. */
  private static final long NOISE = ROWS / 2;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final List<String> TYPES =
      List.of("int8", "text", "numeric", "timestamptz", "bool", "float8", "uuid", "jsonb");

  /** Without escapes, which are taken out in place and so only once. */
  private static final byte[] LINE =
      ("9007199254740993\ta text, 日本\t-1234.50\t2024-02-29 12:30:00.123456+00\tt\t0.3333333333333333\t"
              + "0188b7f0-1234-7abc-8def-0123456789ab\t{}\n")
          .getBytes(UTF_8);

  private static final Relation RELATION =
      new Relation(
          1,
          "public",
          "samples",
          ReplicaIdentity.DEFAULT,
          TYPES.stream()
              .map(type -> new Relation.Column("c_" + type, 0, -1, type.equals("int8")))
              .toList());

  private long records;

  private static final class SampleCatalog implements Catalog {
    @Override
    public String databaseName() {
      return "shop";
    }

    @Override
    public TableDescription describe(Relation relation, long xid) {
      List<ColumnDescription> columns =
          TYPES.stream()
              .map(
                  type ->
                      new ColumnDescription(
                          "c_" + type,
                          TypeDescription.base(0, type),
                          -1,
                          true,
                          null,
                          Generation.NONE))
              .toList();
      return new TableDescription(columns, List.of("c_int8"), List.of());
    }

    @Override
    public OptionalLong slotXmin() {
      return OptionalLong.empty();
    }
  }

  @Test
  void allocatesNothingForARow() {
    SnapshotEncoder encoder =
        new SnapshotEncoder(
            EnvelopeConfig.debeziumJson("shop"),
            new SampleCatalog(),
            view -> records += view.operation() == Operation.READ ? 1 : 0);
    encoder.beginIncremental(1000, 1_700_000_000_000_000L);
    CopyDecoder decoder = new CopyDecoder(RELATION, CopyFormat.TEXT);
    Consumer<WireTuple> handler = row -> encoder.row(RELATION, row, SnapshotMarker.INCREMENTAL);
    rows(decoder, handler, WARM_UP);

    long before = THREADS.getCurrentThreadAllocatedBytes();
    rows(decoder, handler, ROWS);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    assertThat(records).isEqualTo(WARM_UP + ROWS);
    assertThat(allocated).isLessThan(NOISE);
  }

  private static void rows(CopyDecoder decoder, Consumer<WireTuple> handler, int count) {
    for (int i = 0; i < count; i++) {
      decoder.decode(LINE, 0, LINE.length, handler);
    }
  }
}
