package io.tidemark.publisher.cli;

import io.tidemark.publisher.SnapshotStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * A bar on the terminal for each table that is being read: rows, rows a second, bytes, and the time
 * left. Belongs to the thread that runs the publisher.
 */
final class SnapshotBars implements Consumer<SnapshotStatus> {
  private final Supplier<ProgressBarBuilder> builders;
  private final Map<String, ProgressBar> bars = new HashMap<>();
  private final Set<String> finished = new HashSet<>();

  SnapshotBars() {
    this(ProgressBarBuilder::new);
  }

  /**
   * @param builders of bars, which tell where they are drawn
   */
  SnapshotBars(Supplier<ProgressBarBuilder> builders) {
    this.builders = builders;
  }

  @Override
  public void accept(SnapshotStatus status) {
    for (SnapshotStatus.Table table : status.tables()) {
      if (!table.isFinished()) {
        finished.remove(table.name()); // and may have been, before this snapshot
      }
      if (table.rows() > 0 && !finished.contains(table.name())) {
        show(bars.computeIfAbsent(table.name(), name -> bar(table)), table);
        if (table.isFinished()) {
          finish(table.name());
        }
      }
    }
  }

  private ProgressBar bar(SnapshotStatus.Table table) {
    return builders
        .get()
        .setTaskName(table.name())
        .setUnit(" rows", 1)
        .setInitialMax(max(table))
        .showSpeed()
        .build();
  }

  private static long max(SnapshotStatus.Table table) {
    return table.isFinished() ? table.rows() : Math.max(table.estimatedRows(), table.rows());
  }

  private static void show(ProgressBar bar, SnapshotStatus.Table table) {
    bar.maxHint(max(table));
    bar.stepTo(table.rows());
    bar.setExtraMessage((table.bytes() >> 20) + " MiB");
  }

  /** Draws it for the last time: a closed bar would be drawn again whenever it is closed again. */
  private void finish(String table) {
    finished.add(table);
    ProgressBar bar = bars.remove(table);
    if (bar != null) {
      bar.close();
    }
  }
}
