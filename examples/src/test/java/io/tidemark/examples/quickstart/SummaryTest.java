package io.tidemark.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final Reconciliation EQUAL = new Reconciliation(3, List.of());

  @Test
  void isCompleteWhenEventsAndRowsAgree() {
    assertThat(summary(Map.of("orders c", 3L), EQUAL).complete()).isTrue();
  }

  @Test
  void isIncompleteWhenAnEventIsMissing() {
    Summary summary = summary(Map.of("orders c", 2L), EQUAL);

    assertThat(summary.complete()).isFalse();
    assertThat(printed(summary)).contains("2 of 3 expected", "ROWS ARE MISSING OR WRONG");
  }

  @Test
  void isIncompleteWhenARowDiffers() {
    Reconciliation differs = new Reconciliation(3, List.of("orders 7: status is \"paid\""));
    Summary summary = summary(Map.of("orders c", 3L), differs);

    assertThat(summary.complete()).isFalse();
    assertThat(printed(summary)).contains("1 differ", "orders 7: status is \"paid\"");
  }

  @Test
  void takesPercentilesFromTheSortedLatencies() {
    assertThat(printed(summary(Map.of("orders c", 3L), EQUAL)))
        .contains("median 2.0 ms, p99 30.0 ms");
  }

  private static Summary summary(Map<String, Long> received, Reconciliation reconciliation) {
    return new Summary(
        new Workload.Done(1, 3),
        Map.of("orders c", 3L),
        received,
        reconciliation,
        "0/16B3748",
        0,
        new long[] {1_000, 2_000, 30_000});
  }

  private static String printed(Summary summary) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    summary.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
