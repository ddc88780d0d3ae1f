package io.tidemark.envelope.golden;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.envelope.EnvelopeEncoder;
import io.tidemark.replication.JdbcCatalog;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationStream;

/** This library on a slot of its own, in a thread of its own. */
final class StreamedEvents implements AutoCloseable {
  private static final int MAX_MESSAGES = 1000;

  private final ReplicationStream stream;
  private final JdbcCatalog catalog;
  private final Arrivals arrivals = new Arrivals("Tidemark");
  private final Thread thread;

  StreamedEvents(ReplicationConfig config, EnvelopeConfig format) {
    catalog = JdbcCatalog.of(config);
    EnvelopeEncoder encoder =
        new EnvelopeEncoder(format, catalog, new EventCollector(arrivals::add));
    stream = ReplicationStream.open(config);
    thread = new Thread(() -> read(encoder), "streamed-events");
    thread.start();
  }

  private void read(EnvelopeEncoder encoder) {
    try {
      while (stream.isOpen()) {
        stream.poll(encoder, MAX_MESSAGES);
      }
    } catch (RuntimeException e) {
      arrivals.fail(e);
    }
  }

  Arrivals arrivals() {
    return arrivals;
  }

  @Override
  public void close() {
    stream.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    catalog.close();
  }
}
