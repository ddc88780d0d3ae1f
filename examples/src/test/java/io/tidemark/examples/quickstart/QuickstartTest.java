package io.tidemark.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuickstartTest {

  @Test
  void accountsForEveryRowOfAShortRun() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    boolean complete = Quickstart.run(out, false, Duration.ofSeconds(3), false);

    String printed = bytes.toString(StandardCharsets.UTF_8);
    assertThat(complete).as(printed).isTrue();
    assertThat(printed)
        .startsWith("Tidemark quickstart")
        .contains("the first \"c\" in full")
        .contains("the first \"u\" in full")
        .contains("the first \"d\" in full")
        .contains("tombstone")
        .contains("vip: false → true")
        .contains("all equal")
        .contains("Every row is accounted for.");
  }
}
