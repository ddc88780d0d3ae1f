package io.tidemark.envelope.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.envelope.EnvelopeEncoder;
import io.tidemark.envelope.SnapshotEncoder;
import io.tidemark.replication.JdbcCatalog;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationStream;
import io.tidemark.replication.WalHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one slot in a thread of its own and encodes it in several formats at once. */
final class GoldenReader implements AutoCloseable {
  private static final int MAX_MESSAGES = 1000;

  private final ReplicationConfig config;
  private final GoldenCase golden;
  private final List<SnapshotEncoder> snapshots = new ArrayList<>();
  private final ReplicationStream stream;
  private final JdbcCatalog catalog;
  private final List<EventCollector> collectors = new ArrayList<>();
  private final Marks marks;
  private final Thread thread;
  private volatile @Nullable RuntimeException failure;

  GoldenReader(ReplicationConfig config, List<EnvelopeConfig> formats, GoldenCase golden) {
    this.config = config;
    this.golden = golden;
    catalog = JdbcCatalog.of(config);
    List<EnvelopeEncoder> encoders = new ArrayList<>();
    for (EnvelopeConfig format : formats) {
      EventCollector collector = new EventCollector();
      collectors.add(collector);
      snapshots.add(new SnapshotEncoder(format, catalog, collector::onEnvelope));
      encoders.add(new EnvelopeEncoder(format, catalog, collector));
    }
    if (golden.startsWithSnapshot()) {
      new GoldenSnapshot(config, snapshots, golden.connector()).take();
    }
    encoders.forEach(EnvelopeEncoder::heartbeat);
    marks = new Marks(encoders);
    stream = ReplicationStream.open(config);
    thread = new Thread(this::read, "golden-" + config.slot());
    thread.start();
  }

  private void read() {
    WalHandler handler = marks.handler();
    try {
      marks.awaitDemand();
      while (!marks.isOver()) {
        stream.poll(handler, MAX_MESSAGES);
        marks.awaitDemand();
      }
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      marks.end();
    }
  }

  void await(int mark) {
    marks.await(mark);
  }

  /** Reads the tables again, if signals ask for it; while the stream waits at a mark. */
  void readIncrementally() {
    if (golden.connector().containsKey(GoldenIncremental.SIGNALS)) {
      GoldenIncremental.read(config, snapshots, golden.connector());
    }
  }

  /** The events of a format, with a heartbeat at the start. */
  List<JsonNode> events(int format) {
    return collectors.get(format).events();
  }

  /** Why the stream ended early. */
  @Nullable RuntimeException failure() {
    return failure;
  }

  @Override
  public void close() {
    marks.end();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stream.close();
    catalog.close();
  }
}
