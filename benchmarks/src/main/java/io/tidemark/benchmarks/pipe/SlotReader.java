package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.pipe.client.Task;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A process that reads a copy of a backlog's slot. It is gone once this is closed, and so are its
 * slot and its topics. Belongs to one thread.
 */
final class SlotReader implements AutoCloseable {
  /** A reader may take so long; then something is wrong. */
  static final Duration LIMIT = Duration.ofMinutes(30);

  private static final Duration START = Duration.ofMinutes(2);

  /**
   * Where slots are read.
   *
   * @param partitions of each topic
   * @param logs the folder for what the processes write to their standard error
   */
  record Bench(Backlog backlog, Broker broker, int partitions, Path logs) {
    Task task(String slot, String publication, String topicPrefix, long rows) {
      return new Task(
          backlog.url(), slot, publication, broker.bootstrapServers(), topicPrefix, rows);
    }

    Path log(String name) {
      return logs.resolve(name + ".log");
    }

    SlotReader start(
        Contender system, Task task, List<String> tables, String log, List<String> jvmOptions)
        throws SQLException {
      String end = backlog.end();
      List<String> topics = system.isToKafka() ? task.topics(tables) : List.of();
      return start(
          task,
          topics,
          () -> system.start(task, backlog.libpqUrl(), end, jvmOptions, log(log)),
          client ->
              system.isToKafka()
                  ? Progress.ofTopics(client, broker, topics, partitions)
                  : system.isForeign()
                      ? Progress.ofExit(client, task.rows())
                      : Progress.ofLines(client, task.rows()));
    }

    /** Starts a publisher by its command line. */
    SlotReader start(Task task, List<String> tables, List<String> command) throws SQLException {
      List<String> topics = task.topics(tables);
      return start(
          task,
          topics,
          () -> Client.command(command, log(task.slot())),
          client -> Progress.ofTopics(client, broker, topics, partitions));
    }

    private SlotReader start(
        Task task,
        List<String> topics,
        Supplier<Client> process,
        Function<Client, Progress> progress)
        throws SQLException {
      backlog.copySlot(task.slot());
      broker.createTopics(topics, partitions);
      long launched = System.nanoTime();
      Client client = process.get();
      return new SlotReader(this, task, topics, launched, client, progress.apply(client));
    }
  }

  private final Bench bench;
  private final Task task;
  private final List<String> topics;
  private final long launched;
  private final Client client;
  private final Progress progress;

  private SlotReader(
      Bench bench,
      Task task,
      List<String> topics,
      long launched,
      Client client,
      Progress progress) {
    this.bench = bench;
    this.task = task;
    this.topics = topics;
    this.launched = launched;
    this.client = client;
    this.progress = progress;
  }

  Client client() {
    return client;
  }

  Progress progress() {
    return progress;
  }

  /** None of a reader that does not publish. */
  List<String> topics() {
    return topics;
  }

  /** When the process was started, in System.nanoTime(). */
  long launched() {
    return launched;
  }

  long rows() {
    return task.rows();
  }

  /** Waits until the slot is active, and returns the process that serves it. */
  long awaitWalsender() throws SQLException {
    Waiting.until(
        "a client reads slot " + task.slot(),
        START,
        () -> {
          progress.requireAlive();
          return bench.backlog.walsender(task.slot()).isPresent();
        });
    return bench.backlog.walsender(task.slot()).orElse(client.pid());
  }

  /** Waits until all rows are there. */
  void awaitRows() throws SQLException {
    Waiting.until("slot " + task.slot() + " is read", LIMIT, () -> progress.rows() >= rows());
  }

  @Override
  public void close() throws SQLException {
    client.close();
    bench.backlog.dropSlot(task.slot());
    bench.broker.deleteTopics(topics);
  }
}
