package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.pipe.client.ClientMain;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** How many rows a client has got through so far. Belongs to one thread. */
final class Progress {
  private static final Duration POLL = Duration.ofMillis(10);

  /** The share of the time that goes into asking the broker is at most one part in so many. */
  private static final int ASKING = 10;

  private final Client client;
  private final boolean endsByItself;
  private final LongSupplier rows;

  private Progress(Client client, boolean endsByItself, LongSupplier rows) {
    this.client = client;
    this.endsByItself = endsByItself;
    this.rows = rows;
  }

  /** Records on the broker. */
  static Progress ofTopics(Client client, Broker broker, List<String> topics, int partitions) {
    List<TopicPartition> all =
        topics.stream()
            .flatMap(
                topic -> IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)))
            .toList();
    return new Progress(
        client,
        false,
        new LongSupplier() {
          private long answeredIn;

          @Override
          public long getAsLong() {
            // Thousands of topics take their time, and the broker has other work to do
            LockSupport.parkNanos(Math.max(POLL.toNanos(), ASKING * answeredIn));
            long asked = System.nanoTime();
            long records = broker.records(all);
            answeredIn = System.nanoTime() - asked;
            return records;
          }
        });
  }

  /** What a client of ours says. */
  static Progress ofLines(Client client, long rows) {
    return new Progress(
        client,
        false,
        new LongSupplier() {
          private long seen;

          @Override
          public long getAsLong() {
            String line = client.line(POLL);
            if (ClientMain.HALF.equals(line)) {
              seen = rows / 2;
            } else if (ClientMain.DONE.equals(line)) {
              seen = rows;
            }
            return seen;
          }
        });
  }

  /** Nothing, and then all: of a program that was told where to end. */
  static Progress ofExit(Client client, long rows) {
    return new Progress(
        client,
        true,
        () -> {
          LockSupport.parkNanos(POLL.toNanos());
          return client.isAlive() ? 0 : rows;
        });
  }

  /**
   * Waits for news, for some milliseconds.
   *
   * @throws IllegalStateException when the client has ended
   */
  long rows() {
    requireAlive();
    return rows.getAsLong();
  }

  void requireAlive() {
    if (!client.isAlive() && !(endsByItself && client.exitCode() == 0)) {
      throw client.failed("ended with exit code " + client.exitCode());
    }
  }

  void requireExactly(long expected) {
    long found = rows();
    if (found != expected) {
      throw client.failed("published " + found + " records; expected " + expected);
    }
  }
}
