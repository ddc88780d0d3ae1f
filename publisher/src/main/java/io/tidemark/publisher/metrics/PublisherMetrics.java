package io.tidemark.publisher.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tidemark.envelope.EventCount;
import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.PublisherMeasures;
import io.tidemark.publisher.PublisherState;
import io.tidemark.publisher.SnapshotStatus;
import io.tidemark.publisher.WalLadder;
import io.tidemark.replication.ReplicationSlot;
import io.tidemark.replication.ReplicationSlot.WalStatus;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * A publisher's measures in Micrometer, which has to be on the class path for this class alone.
 *
 * <pre>{@code
 * try (PublisherMonitor monitor = PublisherMonitor.start(publisher, config, Duration.ofSeconds(5))) {
 *   new PublisherMetrics(monitor).bindTo(registry);
 *   publisher.run();
 * }
 * }</pre>
 *
 * <p>All meters are named {@code tidemark.…} and have the tag {@code slot}; docs/metrics.md lists
 * them. What is not known reads as NaN. Thread-safe.
 */
public final class PublisherMetrics implements MeterBinder {

  /** The rungs of {@link WalLadder}. */
  private enum Rung {
    RECEIVED,
    DECODED,
    SENT,
    ACKED,
    CONFIRMED;

    Lsn position(WalLadder ladder) {
      return switch (this) {
        case RECEIVED -> ladder.received();
        case DECODED -> ladder.decoded();
        case SENT -> ladder.sent();
        case ACKED -> ladder.acked();
        case CONFIRMED -> ladder.confirmed();
      };
    }
  }

  private final PublisherMonitor monitor;

  /** Binds what this monitor finds. */
  public PublisherMetrics(PublisherMonitor monitor) {
    this.monitor = monitor;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    wal(registry);
    unacked(registry);
    deliveries(registry);
    slot(registry);
    snapshot(registry);
    states(registry);
    Set<String> known = ConcurrentHashMap.newKeySet();
    monitor.onSample(
        sample -> sample.measures().events().forEach(count -> events(registry, count, known)));
  }

  private void wal(MeterRegistry registry) {
    gauge(registry, "tidemark.wal.position", "bytes", tags("rung", "server"), m -> server(m));
    for (Rung rung : Rung.values()) {
      Tags tags = tags("rung", rung.name());
      gauge(
          registry,
          "tidemark.wal.position",
          "bytes",
          tags,
          m -> at(m, rung).map(lsn -> (double) lsn.value()).orElse(Double.NaN));
      gauge(registry, "tidemark.lag.bytes", "bytes", tags, m -> lagBytes(m, rung));
      TimeGauge.builder("tidemark.lag.time", monitor, TimeUnit.NANOSECONDS, m -> lagNanos(m, rung))
          .tags(tags)
          .register(registry);
    }
  }

  private static double server(PublisherMonitor monitor) {
    Lsn end = monitor.sample().serverEnd();
    return end.isValid() ? end.value() : Double.NaN;
  }

  private static Optional<Lsn> at(PublisherMonitor monitor, Rung rung) {
    return monitor.sample().measures().wal().map(rung::position);
  }

  private static double lagBytes(PublisherMonitor monitor, Rung rung) {
    Lsn end = monitor.sample().serverEnd();
    return at(monitor, rung)
        .filter(position -> end.isValid())
        .map(position -> (double) Math.max(0, end.bytesSince(position)))
        .orElse(Double.NaN);
  }

  private static double lagNanos(PublisherMonitor monitor, Rung rung) {
    return at(monitor, rung)
        .filter(position -> monitor.sample().serverEnd().isValid())
        .map(position -> (double) monitor.age(position).toNanos())
        .orElse(Double.NaN);
  }

  private void unacked(MeterRegistry registry) {
    gauge(
        registry,
        "tidemark.unacked.transactions",
        "transactions",
        tags(),
        m -> measures(m).status().unackedTransactions());
    gauge(
        registry,
        "tidemark.unacked.bytes",
        "bytes",
        tags(),
        m -> measures(m).status().unackedBytes());
    TimeGauge.builder(
            "tidemark.unacked.age",
            monitor,
            TimeUnit.NANOSECONDS,
            m -> measures(m).status().oldestUnacked().toNanos())
        .tags(tags())
        .register(registry);
  }

  private void deliveries(MeterRegistry registry) {
    FunctionTimer.builder(
            "tidemark.delivery",
            monitor,
            m -> measures(m).deliveries().transactions(),
            m -> measures(m).deliveries().total().toNanos(),
            TimeUnit.NANOSECONDS)
        .tags(tags())
        .register(registry);
    TimeGauge.builder(
            "tidemark.delivery.longest",
            monitor,
            TimeUnit.NANOSECONDS,
            m -> measures(m).deliveries().longest().toNanos())
        .tags(tags())
        .register(registry);
    counter(registry, "tidemark.retries", "retries", m -> measures(m).retries());
    counter(registry, "tidemark.producer.retries", "records", m -> measures(m).sink().retries());
    counter(
        registry,
        "tidemark.producer.blocked",
        "seconds",
        m -> seconds(measures(m).sink().blocked()));
    counter(registry, "tidemark.walsender.waited", "seconds", m -> seconds(measures(m).waited()));
  }

  private void slot(MeterRegistry registry) {
    for (WalStatus status : WalStatus.values()) {
      if (status != WalStatus.UNKNOWN) {
        gauge(
            registry,
            "tidemark.slot.wal.status",
            "",
            tags("status", status.name()),
            m -> one(m.sample().slot().map(ReplicationSlot::walStatus), status));
      }
    }
    gauge(
        registry,
        "tidemark.slot.safe.wal",
        "bytes",
        tags(),
        m ->
            m.sample()
                .slot()
                .map(ReplicationSlot::safeWalSize)
                .filter(size -> size >= 0)
                .map(Long::doubleValue)
                .orElse(Double.NaN));
  }

  private void snapshot(MeterRegistry registry) {
    gauge(
        registry,
        "tidemark.snapshot.fraction",
        "",
        tags(),
        m -> measures(m).snapshot().map(SnapshotStatus::fraction).orElse(Double.NaN));
    gauge(
        registry,
        "tidemark.snapshot.remaining",
        "tables",
        tags(),
        m ->
            measures(m)
                .snapshot()
                .map(status -> (double) status.remainingTables())
                .orElse(Double.NaN));
  }

  private void states(MeterRegistry registry) {
    for (Stage stage : Stage.values()) {
      gauge(
          registry,
          "tidemark.bottleneck",
          "",
          tags("stage", stage.name()),
          m -> one(m.sample().bottleneck(), stage));
    }
    for (Class<?> state : PublisherState.class.getPermittedSubclasses()) {
      gauge(
          registry,
          "tidemark.state",
          "",
          tags("state", state.getSimpleName()),
          m -> state.isInstance(measures(m).status().state()) ? 1 : 0);
    }
  }

  /** Registered when the first event of its kind has come: tables are not known before. */
  private void events(MeterRegistry registry, EventCount count, Set<String> known) {
    if (!known.add(count.table() + " " + count.operation())) {
      return;
    }
    Tags tags = tags("operation", count.operation().name()).and("table", count.table());
    FunctionCounter.builder("tidemark.events", monitor, m -> sum(m, count, EventCount::events))
        .tags(tags)
        .baseUnit("events")
        .register(registry);
    FunctionCounter.builder("tidemark.events.size", monitor, m -> sum(m, count, EventCount::bytes))
        .tags(tags)
        .baseUnit("bytes")
        .register(registry);
  }

  private static double sum(
      PublisherMonitor monitor, EventCount kind, ToDoubleFunction<EventCount> number) {
    return measures(monitor).events().stream()
        .filter(c -> c.table().equals(kind.table()) && c.operation() == kind.operation())
        .mapToDouble(number)
        .sum();
  }

  private static PublisherMeasures measures(PublisherMonitor monitor) {
    return monitor.sample().measures();
  }

  private static <T> double one(Optional<T> found, T wanted) {
    return found.filter(wanted::equals).isPresent() ? 1 : 0;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** Weakly, as Micrometer holds what it measures: the monitor lives as long as its thread. */
  private void gauge(
      MeterRegistry registry,
      String name,
      String unit,
      Tags tags,
      ToDoubleFunction<PublisherMonitor> value) {
    Gauge.Builder<PublisherMonitor> gauge = Gauge.builder(name, monitor, value).tags(tags);
    (unit.isEmpty() ? gauge : gauge.baseUnit(unit)).register(registry);
  }

  private void counter(
      MeterRegistry registry, String name, String unit, ToDoubleFunction<PublisherMonitor> value) {
    FunctionCounter.builder(name, monitor, value).tags(tags()).baseUnit(unit).register(registry);
  }

  private Tags tags(String... keyAndValue) {
    Tags tags = Tags.of("slot", monitor.slot());
    return keyAndValue.length == 0 ? tags : tags.and(keyAndValue[0], lower(keyAndValue[1]));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
