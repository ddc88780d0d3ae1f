package io.tidemark.benchmarks.micro;

import io.tidemark.benchmarks.workload.BenchmarkDatabase;
import io.tidemark.benchmarks.workload.ValueType;
import io.tidemark.benchmarks.workload.WireFormat;
import io.tidemark.envelope.EnvelopeEncoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a value of each type costs on its way from the wire to JSON, text against binary. One
 * operation is one value with its share of the row.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BenchmarkDatabase.ROWS * ValueType.COLUMNS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ValueBenchmark {

  /** A column's name and value. */
  @Benchmark
  public long tidemarkJson(Values state) {
    state.replay.decodeStream(state.encoder);
    return state.sink.bytes();
  }

  /** Rows of one type. */
  @State(Scope.Thread)
  public static class Values {
    @Param ValueType type = ValueType.INT4;
    @Param WireFormat format = WireFormat.TEXT;

    final ByteCountingSink sink = new ByteCountingSink();
    EnvelopeEncoder encoder;
    Replay replay;

    @Setup(Level.Trial)
    public void record() {
      encoder = Encoders.encoder(sink);
      replay = new Replay(BenchmarkDatabase.record(type, format), encoder);
    }
  }
}
