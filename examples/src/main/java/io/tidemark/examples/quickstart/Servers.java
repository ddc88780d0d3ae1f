package io.tidemark.examples.quickstart;

import io.tidemark.testing.TestKafka;
import io.tidemark.testing.TestPostgres;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The two servers of the quickstart, real ones from Maven Central: nothing is installed, everything
 * is gone afterwards.
 */
record Servers(TestPostgres postgres, TestKafka kafka) implements AutoCloseable {

  /** Starts both side by side and tells what is going on. */
  static Servers start(PrintStream out) {
    CompletableFuture<TestPostgres> postgres =
        starting(
            out,
            "PostgreSQL " + TestPostgres.DEFAULT_VERSION + " (wal_level=logical)",
            TestPostgres::start);
    CompletableFuture<TestKafka> kafka =
        starting(out, "Kafka (KRaft, one broker)", TestKafka::start);
    return new Servers(postgres.join(), kafka.join());
  }

  private static <T> CompletableFuture<T> starting(
      PrintStream out, String what, Supplier<T> start) {
    out.println("  starting " + what + " …");
    long since = System.nanoTime();
    return CompletableFuture.supplyAsync(start)
        .whenComplete(
            (server, failure) ->
                out.printf(
                    "  %s %s after %.1f s%n",
                    what, failure == null ? "is up" : "failed", (System.nanoTime() - since) / 1e9));
  }

  @Override
  public void close() {
    kafka.close();
    postgres.close();
  }
}
