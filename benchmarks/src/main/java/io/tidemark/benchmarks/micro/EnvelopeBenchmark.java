package io.tidemark.benchmarks.micro;

import io.tidemark.benchmarks.debezium.DebeziumEnvelopes;
import io.tidemark.benchmarks.workload.BenchmarkDatabase;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** From a message's bytes to the JSON bytes of key and value. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BenchmarkDatabase.ROWS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EnvelopeBenchmark {

  /** Decoder and encoder in one pass. */
  @Benchmark
  public long tidemarkJson(TidemarkJson state) {
    state.replay.decodeStream(state.handler);
    return state.sink.bytes();
  }

  /** Decoder, emitter, Struct, JsonConverter. */
  @Benchmark
  public void debeziumJson(DebeziumJson state) {
    state.replay.decode(state.envelopes::process);
  }

  /** Tidemark's side. */
  @State(Scope.Thread)
  public static class TidemarkJson extends TidemarkFrames<EnvelopeEncoder> {
    final ByteCountingSink sink = new ByteCountingSink();

    @Override
    EnvelopeEncoder handler() {
      return Encoders.encoder(sink);
    }
  }

  /** Debezium's side. */
  @State(Scope.Thread)
  public static class DebeziumJson extends DebeziumFrames {
    DebeziumEnvelopes envelopes;

    @Setup(Level.Trial)
    public void convert(Blackhole blackhole) {
      envelopes =
          new DebeziumEnvelopes(
              debezium,
              (key, value) -> {
                blackhole.consume(key);
                blackhole.consume(value);
              });
    }
  }
}
