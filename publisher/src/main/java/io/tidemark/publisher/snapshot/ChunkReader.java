package io.tidemark.publisher.snapshot;

import io.tidemark.pgoutput.CopyFormat;
import io.tidemark.pgoutput.Relation;
import io.tidemark.pgoutput.Row;
import io.tidemark.replication.JdbcCatalog;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.SnapshotCut;
import io.tidemark.replication.SnapshotReader;
import io.tidemark.replication.SnapshotTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads chunks over a connection and on a thread of its own. */
final class ChunkReader implements ChunkSource {
  private static final Logger LOG = LoggerFactory.getLogger(ChunkReader.class);
  private static final long PAUSE_MILLIS = 20;

  private final ReplicationConfig replication;
  private final ExecutorService thread = Workers.single("tidemark-incremental-snapshot");

  // That thread
  private final JdbcCatalog catalog;
  private final Map<Relation, List<String>> keys = new HashMap<>();

  // That thread writes, close reads
  private volatile @Nullable SnapshotReader reader;
  private volatile boolean closed;

  /** Connects when there is something to read. */
  ChunkReader(ReplicationConfig replication) {
    this.replication = replication;
    catalog = JdbcCatalog.of(replication);
  }

  @Override
  public CompletableFuture<List<ChunkTarget>> targets() {
    return CompletableFuture.supplyAsync(
        () -> {
          SnapshotReader open = reader();
          List<ChunkTarget> targets = new ArrayList<>();
          if (open.awaitWriters(() -> closed)) {
            open.begin();
            for (SnapshotTable table : open.tables(replication.publications())) {
              table.heaps().forEach(heap -> targets.add(new ChunkTarget(table, heap)));
            }
            open.end();
          }
          return targets;
        },
        thread);
  }

  @Override
  public CompletableFuture<Void> lock(SnapshotTable.Heap heap) {
    return CompletableFuture.runAsync(() -> reader().lock(heap), thread);
  }

  @Override
  public CompletableFuture<Void> lockAgain(SnapshotTable.Heap heap) {
    return CompletableFuture.runAsync(() -> reader().end(), thread)
        .thenRunAsync(
            () -> reader().lock(heap),
            CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS, thread));
  }

  @Override
  public CompletableFuture<SnapshotCut> cut() {
    return CompletableFuture.supplyAsync(() -> reader().cut(), thread);
  }

  @Override
  public void reset() {
    thread.execute(this::disconnect);
  }

  private void disconnect() {
    SnapshotReader open = reader;
    reader = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public CompletableFuture<Rows> read(
      ChunkTarget target, String condition, KeyPosition after, int limit) {
    return CompletableFuture.supplyAsync(
        () -> {
          SnapshotReader open = reader();
          Rows rows =
              open.table(replication.publications(), target.table().relation().oid()).stream()
                  .flatMap(table -> table.heaps().stream().map(h -> new ChunkTarget(table, h)))
                  .filter(now -> now.heap().oid() == target.heap().oid())
                  .findFirst()
                  .map(now -> read(open, now, condition, after, limit))
                  .orElse(Rows.GONE);
          open.end();
          return rows;
        },
        thread);
  }

  private Rows read(
      SnapshotReader open, ChunkTarget now, String condition, KeyPosition after, int limit) {
    Relation relation = now.table().relation();
    List<String> key = keys.computeIfAbsent(relation, this::key);
    List<Row> rows = new ArrayList<>();
    if (!key.isEmpty()) {
      List<String> beyond = after.key().equals(key) ? after.values() : List.of();
      if (beyond.isEmpty() && !after.values().isEmpty()) {
        LOG.warn("{}: has another primary key now and is read from the start", now.heap());
      }
      String query = now.table().query(now.heap(), condition, key, beyond, limit);
      open.copy(relation, query, CopyFormat.TEXT, (row, last) -> rows.add(row.copy()));
    }
    return new Rows(now, key, rows);
  }

  private List<String> key(Relation relation) {
    List<String> key = catalog.describe(relation, 0).primaryKey();
    List<String> published = relation.columns().stream().map(Relation.Column::name).toList();
    return published.containsAll(key) ? key : List.of();
  }

  private SnapshotReader reader() {
    SnapshotReader open = reader;
    if (open == null) {
      open = SnapshotReader.open(replication);
      reader = open;
      if (closed) {
        open.close(); // close() has not seen it
      }
    }
    return open;
  }

  @Override
  public void close() {
    closed = true;
    SnapshotReader open = reader;
    if (open != null) {
      open.close();
    }
    thread.execute(
        () -> {
          disconnect();
          catalog.close();
        });
    Workers.end(thread);
  }
}
