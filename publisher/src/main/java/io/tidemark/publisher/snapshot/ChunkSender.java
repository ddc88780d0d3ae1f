package io.tidemark.publisher.snapshot;

import io.tidemark.envelope.EnvelopeView;
import io.tidemark.envelope.SnapshotEncoder;
import io.tidemark.envelope.SnapshotMarker;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.Row;
import io.tidemark.publisher.SinkException;
import io.tidemark.publisher.SnapshotPhase;
import io.tidemark.replication.JdbcCatalog;
import io.tidemark.replication.SnapshotTable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends the rows of chunks, and has each chunk written down when it and all before it are safe.
 * Belongs to the thread that streams.
 */
final class ChunkSender implements AutoCloseable {
  private final SnapshotPhase.Context context;
  private final IncrementalProgress progress;
  private final JournalWriter journal;
  private final JdbcCatalog catalog;
  private final IncrementalStatus status;
  private final Deque<SentChunk> sent = new ArrayDeque<>();
  private @Nullable SnapshotEncoder encoder;
  private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

  /** What the row belongs to that is being encoded, and its table. */
  private @Nullable SentChunk sending;

  private String table = "";

  // Any thread
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  ChunkSender(
      SnapshotPhase.Context context,
      IncrementalProgress progress,
      JournalWriter journal,
      IncrementalStatus status) {
    this.context = context;
    this.progress = progress;
    this.journal = journal;
    this.status = status;
    catalog = JdbcCatalog.of(context.replication());
  }

  /** Made when it is needed: it asks the server. */
  private SnapshotEncoder encoder() {
    SnapshotEncoder made = encoder;
    if (made == null) {
      made = new SnapshotEncoder(context.envelope(), catalog, this::send);
      encoder = made;
    }
    return made;
  }

  /** Whether rows of a table are published at all. */
  boolean includes(Relation relation) {
    return !relation.columns().isEmpty() && encoder().includes(relation);
  }

  /**
   * Sends rows.
   *
   * @param end where they end; null when nothing of the heap is left
   * @param lastCommitEnd how far the stream is, unsigned
   */
  void send(
      ChunkTarget target,
      List<Row> rows,
      @Nullable KeyPosition end,
      long lastCommitEnd,
      long timeMicros) {
    SentChunk chunk = new SentChunk(target.heap(), end, failure);
    SnapshotEncoder rowEncoder = encoder();
    rowEncoder.beginIncremental(lastCommitEnd, timeMicros);
    sending = chunk;
    table = target.name();
    for (Row row : rows) {
      rowEncoder.row(target.table().relation(), row, SnapshotMarker.INCREMENTAL);
    }
    sent.add(chunk);
  }

  private void send(EnvelopeView view) {
    SentChunk chunk = Objects.requireNonNull(sending);
    chunk.expect();
    status.sent(table, Math.max(0, view.keyLength()) + (long) view.valueLength());
    context.sink().send(view, chunk);
  }

  /** Nothing of a heap is to be read any more. */
  void finish(SnapshotTable.Heap heap) {
    sent.add(new SentChunk(heap, null, failure));
  }

  /**
   * Fails when a row will never be safe, or nothing can be written down.
   *
   * @throws SinkException as the sink or the journal did
   */
  void throwIfFailed() {
    Throwable cause = failure.get();
    if (cause instanceof SinkException named) {
      throw named;
    } else if (cause != null) {
      throw new SinkException("the sink will never deliver a row: " + cause.getMessage(), cause);
    }
    if (written.isCompletedExceptionally()) {
      Workers.await(written);
    }
  }

  /** Has what is safe written down. */
  void writeDown() {
    SentChunk first = sent.peek();
    while (first != null && first.isSafe()) {
      sent.remove();
      String entry = progress.advance(first.heap, first.end);
      written = journal.write(IncrementalProgress.entry(first.heap), entry);
      first = sent.peek();
    }
  }

  /** Whether everything was written down, or is about to be. */
  boolean isDone() {
    return sent.isEmpty();
  }

  /** Writes nothing down of what was sent so far. */
  void forget() {
    sent.clear();
  }

  @Override
  public void close() {
    catalog.close();
  }
}
