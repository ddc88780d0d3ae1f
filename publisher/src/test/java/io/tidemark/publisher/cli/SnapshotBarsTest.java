package io.tidemark.publisher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.SnapshotStatus;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.Test;

final class SnapshotBarsTest {
  private static final int WIDTH = 120;
  private static final int NEVER = Integer.MAX_VALUE;

  /** A bar draws itself when it is closed; nothing else does here. */
  private final Queue<String> drawn = new ConcurrentLinkedQueue<>();

  private final SnapshotBars bars =
      new SnapshotBars(
          () ->
              new ProgressBarBuilder()
                  .setUpdateIntervalMillis(NEVER)
                  .setConsumer(new DelegatingProgressBarConsumer(drawn::add, WIDTH)));

  private void show(SnapshotStatus.Table... tables) {
    bars.accept(new SnapshotStatus(List.of(tables)));
  }

  private static SnapshotStatus.Table table(String name, long rows, double fraction) {
    return new SnapshotStatus.Table(name, rows, rows << 20, 100, fraction);
  }

  @Test
  void drawsEachTableWithItsRowsSpeedAndBytes() {
    show(table("public.a", 40, 0.4), table("public.b", 0, 0));
    show(table("public.a", 90, 1), table("public.b", 7, 1));

    assertThat(drawn)
        .anySatisfy(line -> assertThat(line).contains("public.a", "100%", "90/90 rows", "90 MiB"))
        .anySatisfy(line -> assertThat(line).contains("public.b", "100%", "7/7 rows", "rows/s"));
  }

  @Test
  void drawsAFinishedTableOnce() {
    show(table("public.a", 90, 1));
    int once = drawn.size();
    show(table("public.a", 90, 1));
    show(table("public.a", 90, 1));

    assertThat(once).isPositive();
    assertThat(drawn).hasSize(once);
  }

  @Test
  void startsAnewWhenATableIsReadAgain() {
    show(table("public.a", 90, 1));
    int once = drawn.size();
    show(table("public.a", 95, 0.1));
    show(table("public.a", 180, 1));

    assertThat(List.copyOf(drawn).subList(once, drawn.size()))
        .anySatisfy(line -> assertThat(line).contains("180/180 rows"));
  }

  @Test
  void drawsNothingOfTablesWithoutRows() {
    show(table("public.a", 0, 0));
    show(table("public.a", 0, 1));

    assertThat(drawn).isEmpty();
  }
}
