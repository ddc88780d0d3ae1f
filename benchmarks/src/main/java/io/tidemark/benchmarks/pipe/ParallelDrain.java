package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.pipe.client.Task;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Has several clients at once read one backlog, each its share. Belongs to one thread. */
final class ParallelDrain {
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final Backlog backlog;
  private final SplitLoad load;
  private final Broker broker;
  private final Path logs;
  private int runs;

  ParallelDrain(Backlog backlog, SplitLoad load, Broker broker, Path logs) {
    this.backlog = backlog;
    this.load = load;
    this.broker = broker;
    this.logs = logs;
  }

  /** One slot's reader. */
  private record Reader(
      String slot, List<String> topics, long rows, Client client, Progress progress) {}

  /**
   * How many rows a second all slots together gave, from when the last of them turned active to the
   * last row.
   */
  double rowsPerSecond(Contender system, int slots, List<String> jvmOptions) throws SQLException {
    runs++;
    List<Reader> readers = new ArrayList<>();
    try {
      for (int slot = 0; slot < slots; slot++) {
        readers.add(start(system, slots, slot, jvmOptions));
      }
      return load.rows() / seconds(readers);
    } finally {
      for (Reader reader : readers) {
        reader.client.close();
        backlog.dropSlot(reader.slot);
        if (!reader.topics.isEmpty()) {
          broker.deleteTopics(reader.topics);
        }
      }
    }
  }

  private Reader start(Contender system, int slots, int slot, List<String> jvmOptions)
      throws SQLException {
    String name = "run_%d_%d".formatted(runs, slot);
    String prefix = load.split().name().toLowerCase(Locale.ROOT) + runs + "_" + slot;
    List<String> tables = load.split().tables(load.tables(), slots, slot);
    List<String> topics =
        system.isToKafka()
            ? tables.stream().map(table -> prefix + ".public." + table).toList()
            : List.of();
    long rows = 0;
    for (String table : tables) {
      rows += backlog.count(table, load.split().filter(slots, slot));
    }
    backlog.copySlot(name);
    broker.createTopics(topics, 1);
    Task task =
        new Task(
            backlog.url(),
            name,
            SplitLoad.publication(slots, slot),
            broker.bootstrapServers(),
            prefix,
            rows);
    Client client =
        system.start(
            task, backlog.libpqUrl(), backlog.end(), jvmOptions, logs.resolve(name + ".log"));
    Progress progress =
        system.isToKafka()
            ? Progress.ofTopics(client, broker, topics, 1)
            : Progress.ofLines(client, rows);
    return new Reader(name, topics, rows, client, progress);
  }

  private double seconds(List<Reader> readers) throws SQLException {
    for (Reader reader : readers) {
      Waiting.until(
          "a client reads slot " + reader.slot,
          Duration.ofMinutes(2),
          () -> {
            reader.progress.requireAlive();
            return backlog.walsender(reader.slot).isPresent();
          });
    }
    long start = System.nanoTime();
    for (Reader reader : readers) {
      Waiting.until(
          "slot " + reader.slot + " is read", LIMIT, () -> reader.progress.rows() >= reader.rows);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    for (Reader reader : readers) {
      reader.progress.requireExactly(reader.rows);
    }
    return seconds;
  }
}
