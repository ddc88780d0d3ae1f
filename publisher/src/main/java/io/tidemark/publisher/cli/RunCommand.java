package io.tidemark.publisher.cli;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.EventSink;
import io.tidemark.publisher.Publisher;
import io.tidemark.publisher.PublisherBuilder;
import io.tidemark.publisher.SnapshotPhase;
import io.tidemark.publisher.config.PublisherConfig;
import io.tidemark.publisher.kafka.KafkaSink;
import io.tidemark.publisher.kafka.KafkaSinkConfig;
import io.tidemark.publisher.kafka.KafkaSnapshotJournal;
import io.tidemark.publisher.snapshot.InitialSnapshot;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The pipe. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Publishes until it is stopped, or until one of --until-…",
    footerHeading = "%nExample:%n",
    footer = {
      "  java -jar tidemark.jar run --set database.dbname=shop --set database.user=replicator \\",
      "    --set 'database.password=$${env:PGPASSWORD}' --set slot.name=orders_slot \\",
      "    --set publication.name=orders_pub --set topic.prefix=shop \\",
      "    --set producer.bootstrap.servers=localhost:9092"
    })
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  enum Sink {
    KAFKA,
    JSONL
  }

  /** At most one of them. */
  private static final class Until {
    @Option(
        names = "--until-lsn",
        paramLabel = "LSN",
        description = "Ends when everything up to this position is confirmed, such as 0/16B3748.")
    private @Nullable Lsn lsn;

    @Option(
        names = "--until-current",
        description = "Ends when everything is confirmed that the server had when it started.")
    private boolean current;

    @Option(
        names = "--until-idle",
        paramLabel = "DURATION",
        description = "Ends when no event came for so long, such as PT30S, and all is confirmed.")
    private @Nullable Duration idle;
  }

  private final WarmUp warmUp;

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--sink",
      defaultValue = "kafka",
      description = "kafka, or jsonl: one JSON object a line on standard output. Default: kafka.")
  private Sink sink = Sink.KAFKA;

  @Option(
      names = "--allow-unsafe-producer",
      description = "Accepts producer settings that may lose or reorder events.")
  private boolean allowUnsafe;

  @Option(
      names = "--require-durable",
      description =
          "Refuses topics whose acknowledged events may be lost with one broker; as durability.required=true.")
  private boolean requireDurable;

  @ArgGroup private Until until = new Until();

  RunCommand() {
    this(WarmUp.NONE);
  }

  /**
   * @param warmUp over before Kafka is connected to
   */
  RunCommand(WarmUp warmUp) {
    this.warmUp = warmUp;
  }

  @Override
  public Integer call() {
    PublisherConfig read = config.read();
    LOG.info("Settings:\n{}", config.describe());
    PublisherBuilder builder = read.publisherTo(sink(read), snapshot(read));
    stopCondition(read).ifPresent(builder::stopWhen);
    try (Publisher publisher = builder.build()) {
      Thread hook = new Thread(() -> stopAndExit(publisher), "tidemark-shutdown");
      Runtime.getRuntime().addShutdownHook(hook);
      runMonitored(read, publisher);
    }
    return Tidemark.OK;
  }

  @SuppressWarnings("try") // it serves as long as it is open
  private static void runMonitored(PublisherConfig read, Publisher publisher) {
    try (MonitoringServer monitoring = monitoring(read, publisher)) {
      publisher.run();
    }
  }

  /** Null when no port is set. */
  private static @Nullable MonitoringServer monitoring(PublisherConfig read, Publisher publisher) {
    return read.http()
        .map(address -> MonitoringServer.start(address, publisher, read.replication()))
        .orElse(null);
  }

  private Supplier<EventSink> sink(PublisherConfig read) {
    return switch (sink) {
      case KAFKA -> {
        Supplier<EventSink> kafka = KafkaSink.connecting(kafka(read.kafka()));
        yield () -> {
          warmUp.await();
          return kafka.get();
        };
      }
      case JSONL -> () -> new JsonlSink(new FileOutputStream(FileDescriptor.out));
    };
  }

  private SnapshotPhase snapshot(PublisherConfig read) {
    InitialSnapshot snapshot = initialSnapshot(read).signals(read.signals());
    return Colours.onTerminal() ? snapshot.showing(new SnapshotBars()) : snapshot;
  }

  private InitialSnapshot initialSnapshot(PublisherConfig read) {
    return switch (sink) {
      case KAFKA -> {
        KafkaSinkConfig kafka = kafka(read.kafka());
        yield InitialSnapshot.with(
            read.snapshot(),
            () -> KafkaSnapshotJournal.connect(kafka, read.snapshotProgressTopic()));
      }
      case JSONL -> InitialSnapshot.unrecorded(read.snapshot());
    };
  }

  private KafkaSinkConfig kafka(KafkaSinkConfig read) {
    KafkaSinkConfig config = allowUnsafe ? read.withUnsafeProducer() : read;
    return requireDurable ? config.withRequiredDurability() : config;
  }

  private Optional<StopCondition> stopCondition(PublisherConfig read) {
    if (until.lsn != null) {
      return Optional.of(StopCondition.confirmed(until.lsn));
    }
    if (until.current) {
      return Optional.of(StopCondition.confirmed(CurrentWal.of(read.replication())));
    }
    return Optional.ofNullable(until.idle).map(StopCondition::idle);
  }

  /** A signal's exit code would be 143; ending as asked is no error. */
  private static void stopAndExit(Publisher publisher) {
    if (publisher.stop()) {
      Runtime.getRuntime().halt(Tidemark.OK);
    }
  }
}
