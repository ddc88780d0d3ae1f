package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.pipe.client.Program;
import io.tidemark.benchmarks.pipe.client.Task;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The systems that are compared. */
enum Contender {
  RAW("raw read loop, in gulps: the limit", Program.RAW_GULPS, false),
  BLOCKING("PgJDBC's replication stream, read by read", Program.RAW_BLOCKING, false),
  RECVLOGICAL("pg_recvlogical", null, false),
  STREAM("Tidemark ReplicationStream, rows counted", Program.STREAM, false),
  PUBLISHER("Tidemark publisher to Kafka", Program.PUBLISHER, true),
  DEBEZIUM("Debezium engine to Kafka, tuned", Program.DEBEZIUM_THROUGHPUT, true),
  DEBEZIUM_DEFAULT("Debezium engine to Kafka, defaults", Program.DEBEZIUM_DEFAULT, true),
  CONNECT("Debezium connector 3.7.0 on a Connect worker, tuned", Program.CONNECT_THROUGHPUT, true),
  CONNECT_DEFAULT(
      "Debezium connector 3.7.0 on a Connect worker, defaults", Program.CONNECT_DEFAULT, true),
  DEBEZIUM_LATENCY("Debezium engine to Kafka, poll.interval.ms=1", Program.DEBEZIUM_LATENCY, true);

  private static final String RECVLOGICAL_NAME = "pg_recvlogical";

  private final String title;
  private final @Nullable Program program;
  private final boolean toKafka;

  Contender(String title, @Nullable Program program, boolean toKafka) {
    this.title = title;
    this.program = program;
    this.toKafka = toKafka;
  }

  String title() {
    return title;
  }

  /** In plots: ours, theirs, and what bounds both. */
  String color() {
    return switch (this) {
      case STREAM, PUBLISHER -> "#1f77b4";
      case DEBEZIUM, DEBEZIUM_LATENCY, CONNECT -> "#e08a3c";
      case DEBEZIUM_DEFAULT, CONNECT_DEFAULT -> "#f0c09a";
      case RAW, BLOCKING, RECVLOGICAL -> "#b5b5b5";
    };
  }

  /** Whether its rows become records: then those are counted, on the broker. */
  boolean isToKafka() {
    return toKafka;
  }

  /** Whether it is PostgreSQL's own program, which ends where it is told and counts nothing. */
  boolean isForeign() {
    return program == null;
  }

  /** False for what has to be on the PATH, or unpacked, and is not. */
  boolean isInstalled() {
    return program != null
        ? program.isInstalled()
        : Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, RECVLOGICAL_NAME)));
  }

  /** Starts it; {@code end} is where the WAL ends. */
  Client start(Task task, String libpqUrl, String end, List<String> jvmOptions, Path log) {
    if (program != null) {
      return Client.java(program, task, jvmOptions, log);
    }
    return Client.command(
        List.of(
            RECVLOGICAL_NAME,
            "--dbname=" + libpqUrl,
            "--slot=" + task.slot(),
            "--start",
            "--endpos=" + end,
            "--file=" + (File.separatorChar == '/' ? "/dev/null" : "NUL"),
            "--option=proto_version=1",
            "--option=publication_names=" + task.publication()),
        log);
  }
}
