package io.tidemark.publisher.metrics;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.PublisherMeasures;
import io.tidemark.publisher.WalLadder;
import io.tidemark.publisher.internal.DaemonThread;
import io.tidemark.replication.LazyConnection;
import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationException;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.replication.SqlConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a publisher and at its slot now and then, from a thread and over a connection of its
 * own, so that the way of the events is not disturbed.
 *
 * <pre>{@code
 * try (PublisherMonitor monitor = PublisherMonitor.start(publisher, config, Duration.ofSeconds(5))) {
 *   publisher.run();
 * }
 * }</pre>
 *
 * <p>Thread-safe. A server that does not answer is asked again at the next look; until then the
 * sample lacks what it would have said.
 */
public final class PublisherMonitor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PublisherMonitor.class);

  private final Publisher publisher;
  private final ReplicationConfig replication;
  private final Duration interval;
  private final HeadHistory heads = new HeadHistory();
  private final List<Consumer<MonitorSample>> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  // The monitor's thread
  private final LazyConnection connection;
  private boolean refused;
  private long lookedNanos = System.nanoTime();

  // Written by it, read by any
  private volatile MonitorSample sample;

  private PublisherMonitor(Publisher publisher, ReplicationConfig replication, Duration interval) {
    this.publisher = publisher;
    this.replication = replication;
    this.interval = interval;
    this.connection = LazyConnection.to(replication);
    this.sample =
        new MonitorSample(publisher.measures(), Lsn.INVALID, Optional.empty(), Optional.empty());
    this.thread = new DaemonThread("tidemark-monitor-" + replication.slot()).newThread(this::run);
  }

  /**
   * Starts to look.
   *
   * @param replication where the server is; as the publisher has it
   * @param interval between two looks
   */
  public static PublisherMonitor start(
      Publisher publisher, ReplicationConfig replication, Duration interval) {
    PublisherMonitor monitor = new PublisherMonitor(publisher, replication, interval);
    monitor.thread.start();
    return monitor;
  }

  private void run() {
    try {
      do {
        look();
      } while (!closed.await(interval.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connection.close();
    }
  }

  private void look() {
    PublisherMeasures before = sample.measures();
    long beforeNanos = lookedNanos;
    Lsn end = Lsn.INVALID;
    Optional<ReplicationSlot> slot = Optional.empty();
    try {
      Connection open = connection.get();
      end = SqlConnection.walEnd(open);
      heads.add(end, System.nanoTime());
      slot = ReplicationSlot.find(open, replication.slot());
      refused = false;
    } catch (ReplicationException | SQLException e) {
      connection.close();
      report(e);
    }
    lookedNanos = System.nanoTime();
    PublisherMeasures now = publisher.measures();
    now.wal().map(WalLadder::confirmed).ifPresent(heads::forget);
    Lsn head = end;
    boolean behind =
        now.wal().map(WalLadder::received).filter(at -> at.compareTo(head) < 0).isPresent();
    sample =
        new MonitorSample(
            now,
            end,
            slot,
            Bottleneck.between(before, now, Duration.ofNanos(lookedNanos - beforeNanos), behind));
    listeners.forEach(listener -> listener.accept(sample));
  }

  /** Once: the publisher itself says what is wrong with the server. */
  private void report(Exception e) {
    if (!refused) {
      refused = true;
      LOG.warn(
          "Slot {}: its metrics lack what the server says: {}", replication.slot(), e.getMessage());
    }
  }

  /** The slot that is looked at. */
  public String slot() {
    return replication.slot();
  }

  /** What was found last. */
  public MonitorSample sample() {
    return sample;
  }

  /** How long ago the server's WAL went beyond a position; zero when it has not. */
  public Duration age(Lsn position) {
    return heads.age(position, System.nanoTime());
  }

  /** Told each sample, on the monitor's thread. */
  void onSample(Consumer<MonitorSample> listener) {
    listeners.add(listener);
  }

  /** Looks no more. */
  @Override
  public void close() {
    closed.countDown();
  }
}
