package io.tidemark.benchmarks.micro;

import io.debezium.connector.postgresql.connection.ReplicationMessage;
import io.tidemark.benchmarks.workload.BenchmarkDatabase;
import io.tidemark.pgoutput.PgOutputMessage;
import io.tidemark.pgoutput.RecordHandler;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** From a message's bytes to a decoded row, as far as each face of each decoder takes it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BenchmarkDatabase.ROWS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecodeBenchmark {

  /** Callbacks, and every column's slice visited. */
  @Benchmark
  public long tidemarkSlices(Slices state) {
    state.replay.decode(state.handler);
    return state.handler.checksum();
  }

  /** A record made of every message. */
  @Benchmark
  public @Nullable Object tidemarkRecords(Records state) {
    state.replay.decode(state.handler);
    return state.last;
  }

  /** Callbacks, and every column read as a Java value of its type. */
  @Benchmark
  public void tidemarkValues(Values state, Blackhole blackhole) {
    state.handler.readInto(blackhole);
    state.replay.decode(state.handler);
  }

  /** A ReplicationMessage made of every message, its values not yet parsed. */
  @Benchmark
  public void debeziumTuples(DebeziumFrames state, Blackhole blackhole) {
    state.replay.decode((message, lsn) -> blackhole.consume(message));
  }

  /** The same, and every column's value parsed into a Java object. */
  @Benchmark
  public void debeziumValues(DebeziumFrames state, Blackhole blackhole) {
    state.replay.decode(
        (message, lsn) -> {
          if (!message.isTransactionalMessage()) {
            readValues(state, message.getOldTupleList(), blackhole);
            readValues(state, message.getNewTupleList(), blackhole);
          }
        });
  }

  private static void readValues(
      DebeziumFrames state, @Nullable List<ReplicationMessage.Column> row, Blackhole blackhole) {
    if (row != null) {
      for (ReplicationMessage.Column column : row) {
        blackhole.consume(state.debezium.value(column));
      }
    }
  }

  /** The fast face. */
  @State(Scope.Thread)
  public static class Slices extends TidemarkFrames<SliceVisitor> {
    @Override
    SliceVisitor handler() {
      return new SliceVisitor();
    }
  }

  /** The fast face, and the getters of Tuple. */
  @State(Scope.Thread)
  public static class Values extends TidemarkFrames<ValueReader> {
    @Override
    ValueReader handler() {
      return new ValueReader();
    }
  }

  /** The pretty face. */
  @State(Scope.Thread)
  public static class Records extends TidemarkFrames<RecordHandler> {
    @Nullable PgOutputMessage last;

    @Override
    RecordHandler handler() {
      return new RecordHandler(message -> last = message);
    }
  }
}
