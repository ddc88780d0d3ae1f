package io.tidemark.publisher.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.publisher.SnapshotStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SnapshotLogTest {
  private final AtomicLong clock = new AtomicLong(7);
  private final List<String> lines = new ArrayList<>();
  private final SnapshotLog log = new SnapshotLog(clock::get, lines::add);

  private void after(Duration time, long rows, double fraction) {
    clock.addAndGet(time.toNanos());
    log.accept(
        new SnapshotStatus(
            List.of(
                new SnapshotStatus.Table("public.a", rows, rows << 10, 1_000_000, fraction),
                new SnapshotStatus.Table("public.b", 0, 0, -1, 0))));
  }

  @Test
  void saysHowFarItIsEveryTenSeconds() {
    after(Duration.ofSeconds(9), 1, 0);
    assertThat(lines).isEmpty();
    after(Duration.ofSeconds(1), 200_000, 0.2);
    after(Duration.ofSeconds(9), 300_000, 0.3);
    after(Duration.ofSeconds(1), 500_000, 0.5);
    assertThat(lines)
        .containsExactly(
            "Snapshot: 200,000 rows, 195 MiB, 20,000 rows/s; 2 of 2 tables left, 20 % done, about 40 s more",
            "Snapshot: 500,000 rows, 488 MiB, 30,000 rows/s; 2 of 2 tables left, 50 % done, about 20 s more");
  }

  @Test
  void promisesNothingBeforeAnythingIsSafe() {
    after(Duration.ofSeconds(10), 10, 0);
    assertThat(lines).containsExactly("Snapshot: 10 rows, 0 MiB, 1 rows/s; 2 of 2 tables left");
  }
}
