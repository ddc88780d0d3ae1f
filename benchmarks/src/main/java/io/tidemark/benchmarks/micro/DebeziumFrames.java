package io.tidemark.benchmarks.micro;

import io.tidemark.benchmarks.debezium.DebeziumConnector;
import io.tidemark.benchmarks.debezium.DebeziumReplay;
import io.tidemark.benchmarks.workload.BenchmarkDatabase;
import io.tidemark.benchmarks.workload.WireFormat;
import io.tidemark.benchmarks.workload.Workload;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A workload's frames before Debezium's decoder, which reads values in text format only. */
@State(Scope.Thread)
public class DebeziumFrames {
  @Param Workload workload = Workload.NARROW_INSERT;

  DebeziumConnector debezium;
  DebeziumReplay replay;

  @Setup(Level.Trial)
  public void connect() {
    debezium = new DebeziumConnector(BenchmarkDatabase.url());
    replay = new DebeziumReplay(debezium, BenchmarkDatabase.record(workload, WireFormat.TEXT));
  }

  @TearDown(Level.Trial)
  public void disconnect() {
    debezium.close();
  }
}
