package io.tidemark.publisher.cli;

import io.tidemark.publisher.SnapshotStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * A bar on the terminal for each table that is being read: rows, rows a second, bytes, and the time
 * left. Belongs to the thread that runs the publisher.
 */
final class SnapshotBars implements Consumer<SnapshotStatus> {
  private final Map<String, ProgressBar> bars = new HashMap<>();

  @Override
  public void accept(SnapshotStatus status) {
    for (SnapshotStatus.Table table : status.tables()) {
      ProgressBar bar = bars.get(table.name());
      if (bar == null && table.rows() > 0) {
        bar =
            new ProgressBarBuilder()
                .setTaskName(table.name())
                .setUnit(" rows", 1)
                .setInitialMax(Math.max(table.estimatedRows(), table.rows()))
                .showSpeed()
                .build();
        bars.put(table.name(), bar);
      }
      if (bar != null) {
        show(bar, table);
      }
    }
  }

  private static void show(ProgressBar bar, SnapshotStatus.Table table) {
    bar.maxHint(table.isFinished() ? table.rows() : Math.max(table.estimatedRows(), table.rows()));
    bar.stepTo(table.rows());
    bar.setExtraMessage((table.bytes() >> 20) + " MiB");
    if (table.isFinished()) {
      bar.close();
    }
  }
}
