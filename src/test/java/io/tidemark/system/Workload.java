package io.tidemark.system;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Several writers at once. */
final class Workload {
  private static final int WRITERS = 4;

  private final Map<Long, List<Change>> committed = new ConcurrentHashMap<>();

  /** Starts the writers, each of which goes on until it has changed its share of the rows. */
  CompletableFuture<Void> start(Shop shop, int rowChanges, long seed) {
    shop.servers()
        .execute(
            shop.name(),
            "INSERT INTO customers SELECT g, 'c' || g, false FROM generate_series(0, 9) g");
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int number = i;
      writers.add(
          CompletableFuture.runAsync(
              () -> write(shop, number, rowChanges / WRITERS, seed), threads));
    }
    threads.shutdown();
    return CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
  }

  private void write(Shop shop, int number, int rowChanges, long seed) {
    try (Writer writer = new Writer(shop, number, seed, committed)) {
      for (int written = 0; written < rowChanges; ) {
        written += writer.writeTransaction();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("writer " + number, e);
    }
  }

  /** By xid, each in the order of its statements. */
  Map<Long, List<Change>> committed() {
    return committed;
  }
}
