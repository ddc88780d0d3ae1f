package io.tidemark.benchmarks.micro;

import io.tidemark.benchmarks.workload.BenchmarkDatabase;
import io.tidemark.benchmarks.workload.RecordedTransaction;
import io.tidemark.benchmarks.workload.WireFormat;
import io.tidemark.benchmarks.workload.Workload;
import io.tidemark.pgoutput.PgOutputHandler;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A workload's frames in one of the two formats, before Tidemark's decoder. */
@State(Scope.Thread)
public abstract class TidemarkFrames<H extends PgOutputHandler> {
  @Param Workload workload = Workload.NARROW_INSERT;
  @Param WireFormat format = WireFormat.TEXT;

  H handler;
  Replay replay;

  /** The handler that the benchmark measures. */
  abstract H handler();

  @Setup(Level.Trial)
  public void record() {
    RecordedTransaction transaction = BenchmarkDatabase.record(workload, format);
    handler = handler();
    replay = new Replay(transaction, handler);
  }
}
