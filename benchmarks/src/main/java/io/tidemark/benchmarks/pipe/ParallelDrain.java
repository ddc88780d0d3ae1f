package io.tidemark.benchmarks.pipe;

import io.tidemark.benchmarks.pipe.client.Task;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Has several clients at once read one backlog, each its share. Belongs to one thread. */
final class ParallelDrain {
  private final SlotReader.Bench bench;
  private final SplitLoad load;
  private int runs;

  ParallelDrain(Backlog backlog, SplitLoad load, Broker broker, Path logs) {
    this.bench = new SlotReader.Bench(backlog, broker, 1, logs);
    this.load = load;
  }

  /**
   * How many rows a second all slots together gave, from when the last of them turned active to the
   * last row.
   */
  double rowsPerSecond(Contender system, int slots, List<String> jvmOptions) throws SQLException {
    runs++;
    List<SlotReader> readers = new ArrayList<>();
    try {
      for (int slot = 0; slot < slots; slot++) {
        readers.add(start(system, slots, slot, jvmOptions));
      }
      return load.rows() / seconds(readers);
    } finally {
      for (SlotReader reader : readers) {
        reader.close();
      }
    }
  }

  private SlotReader start(Contender system, int slots, int slot, List<String> jvmOptions)
      throws SQLException {
    Split split = load.split();
    String name = "run_%d_%d".formatted(runs, slot);
    String prefix = split.name().toLowerCase(Locale.ROOT) + runs + "_" + slot;
    List<String> tables = split.tables(load.tables(), slots, slot);
    long rows = 0;
    for (String table : tables) {
      rows += bench.backlog().count(table, split.filter(slots, slot));
    }
    Task task = bench.task(name, SplitLoad.publication(slots, slot), prefix, rows);
    return bench.start(system, task, tables, name, jvmOptions);
  }

  private static double seconds(List<SlotReader> readers) throws SQLException {
    for (SlotReader reader : readers) {
      reader.awaitWalsender();
    }
    long start = System.nanoTime();
    for (SlotReader reader : readers) {
      reader.awaitRows();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    for (SlotReader reader : readers) {
      reader.progress().requireExactly(reader.rows());
    }
    return seconds;
  }
}
