package io.tidemark.publisher.snapshot;

import io.tidemark.envelope.EnvelopeView;
import io.tidemark.envelope.SnapshotEncoder;
import io.tidemark.envelope.SnapshotMarker;
import io.tidemark.envelope.SnapshotMarkers.Held;
import io.tidemark.pgoutput.CopyFormat;
import io.tidemark.pgoutput.Tuple;
import io.tidemark.pgoutput.WireTuple;
import io.tidemark.publisher.SnapshotPhase;
import io.tidemark.replication.JdbcCatalog;
import io.tidemark.replication.ServerException;
import io.tidemark.replication.SnapshotHandler;
import io.tidemark.replication.SnapshotPoint;
import io.tidemark.replication.SnapshotReader;
import io.tidemark.replication.SnapshotTable;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads chunks over a connection of its own and sends their rows. Belongs to one thread. */
final class SnapshotWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotWorker.class);

  /** No such table, column or schema, or none that is a table: it was dropped or altered. */
  private static final Set<String> GONE = Set.of("42P01", "42703", "3F000", "42809");

  private final SnapshotPhase.Context context;
  private final SnapshotConfig config;
  private final SnapshotPoint point;
  private final BooleanSupplier over;
  private final Object sinkLock;
  private final JdbcCatalog catalog;
  private final SnapshotEncoder encoder;
  private volatile @Nullable SnapshotReader reader;

  /** What the row belongs to that is being encoded. */
  private @Nullable Chunk current;

  /**
   * @param over whether to stop reading
   * @param sinkLock held while something is sent: the sink takes records from one thread at a time
   */
  SnapshotWorker(
      SnapshotPhase.Context context,
      SnapshotConfig config,
      SnapshotPoint point,
      BooleanSupplier over,
      Object sinkLock) {
    this.over = over;
    this.context = context;
    this.config = config;
    this.point = point;
    this.sinkLock = sinkLock;
    catalog = JdbcCatalog.of(context.replication());
    encoder = new SnapshotEncoder(context.envelope(), catalog, this::send);
    encoder.begin(point);
  }

  /** The tables to read, in the order in which to. */
  List<SnapshotTable> chosen(List<SnapshotTable> published) {
    return encoder.chosen(
        published.stream()
            .filter(table -> config.includes(table.relation().toString()))
            .filter(table -> !table.relation().columns().isEmpty())
            .toList());
  }

  /**
   * Reads a chunk; a table that was dropped or altered is marked as changed.
   *
   * @throws StoppedException when the publisher is to stop
   */
  void read(Chunk chunk) {
    TableRun run = chunk.run;
    if (!run.hasChanged()) {
      try {
        SnapshotReader open = reader();
        open.begin(point.name());
        open.copy(run.table.relation(), query(chunk), CopyFormat.TEXT, new Rows(chunk));
        boolean rewritten = open.filenode(chunk.heap) != chunk.heap.filenode();
        open.end();
        if (rewritten && !isOverridden(run)) {
          changed(chunk, "it was dropped, truncated or rewritten");
        } else {
          chunk.read();
        }
      } catch (ServerException e) {
        if (!GONE.contains(e.sqlState()) || isOverridden(run)) {
          throw e;
        }
        abort(); // the transaction has failed
        reader = null;
        changed(chunk, e.getMessage());
      }
    }
    if (run.chunkRead()) {
      send(run.markers.end());
    }
    synchronized (sinkLock) {
      context.sink().dispatch();
    }
  }

  private static void changed(Chunk chunk, @Nullable String why) {
    LOG.warn("Snapshot: {} changed and is read again at a later snapshot: {}", chunk.heap, why);
    chunk.run.changed();
  }

  private SnapshotReader reader() {
    SnapshotReader open = reader;
    if (open == null) {
      open = SnapshotReader.open(context.replication());
      reader = open;
    }
    return open;
  }

  private boolean isOverridden(TableRun run) {
    return config.selects().containsKey(run.table.relation().toString());
  }

  private String query(Chunk chunk) {
    String select = config.selects().get(chunk.run.table.relation().toString());
    return select == null
        ? chunk.run.table.query(chunk.heap, chunk.range.condition())
        : chunk.run.table.query(select);
  }

  private final class Rows implements SnapshotHandler {
    private final Chunk chunk;
    private boolean started;

    private Rows(Chunk chunk) {
      this.chunk = chunk;
    }

    @Override
    public void onRow(WireTuple row, boolean last) {
      if (!started) {
        started = true;
        Held<HeldRow> freed = chunk.run.markers.follow();
        while (freed != null) {
          send(freed);
          freed = chunk.run.markers.follow();
        }
      }
      if (over.getAsBoolean()) {
        throw new StoppedException();
      }
      chunk.expect();
      if (last) {
        send(chunk.run.markers.hold(new HeldRow(chunk, row.copy())));
      } else {
        send(chunk, row, chunk.run.markers.next());
      }
    }
  }

  /** Sends a row that was held back. */
  void send(@Nullable Held<HeldRow> held) {
    if (held != null) {
      send(held.row().chunk(), held.row().row(), held.marker());
    }
  }

  private void send(Chunk chunk, Tuple row, SnapshotMarker marker) {
    current = chunk;
    encoder.row(chunk.run.table.relation(), row, marker);
  }

  private void send(EnvelopeView view) {
    Chunk chunk = current;
    if (chunk != null) {
      synchronized (sinkLock) {
        context.sink().send(view, chunk);
      }
      chunk.run.sent.rows().incrementAndGet();
      chunk.run.sent.bytes().addAndGet(Math.max(0, view.keyLength()) + (long) view.valueLength());
    }
  }

  /** Ends a copy that runs; called by any thread. */
  void abort() {
    SnapshotReader open = reader;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    abort();
    catalog.close();
  }
}
