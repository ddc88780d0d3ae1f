package io.tidemark.publisher.snapshot;

import io.tidemark.replication.SnapshotCut;
import io.tidemark.replication.SnapshotTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One heap, whose snapshots and rows a test makes up. */
final class ScriptedChunks implements ChunkSource {
  private final ChunkTarget target;
  private final Deque<SnapshotCut> cuts = new ArrayDeque<>();
  private final Deque<Rows> chunks = new ArrayDeque<>();
  private final List<String> calls = new ArrayList<>();

  ScriptedChunks(ChunkTarget target) {
    this.target = target;
  }

  void snapshots(SnapshotCut... next) {
    cuts.addAll(List.of(next));
  }

  void chunks(Rows... next) {
    chunks.addAll(List.of(next));
  }

  /** What was asked for, in order. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public CompletableFuture<List<ChunkTarget>> targets() {
    return CompletableFuture.completedFuture(List.of(target));
  }

  @Override
  public CompletableFuture<Void> lock(SnapshotTable.Heap heap) {
    calls.add("lock");
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> lockAgain(SnapshotTable.Heap heap) {
    calls.add("lock again");
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<SnapshotCut> cut() {
    calls.add("snapshot");
    return CompletableFuture.completedFuture(cuts.remove());
  }

  @Override
  public CompletableFuture<Rows> read(
      ChunkTarget from, String condition, KeyPosition after, int limit) {
    calls.add("read");
    return new ReadWhenAwaited(chunks.remove());
  }

  /** Rows that are there only when somebody waits: silence does not have them sent. */
  private static final class ReadWhenAwaited extends CompletableFuture<Rows> {
    private final Rows rows;

    private ReadWhenAwaited(Rows rows) {
      this.rows = rows;
    }

    @Override
    public Rows get(long timeout, TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException {
      complete(rows);
      return super.get(timeout, unit);
    }
  }

  @Override
  public void reset() {
    calls.add("reset");
  }

  @Override
  public void close() {}
}
