package io.tidemark.publisher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowTextTest {

  @Test
  void oneWordIsAsItIs() {
    assertThat(RowText.quoted("12.50")).isEqualTo("12.50");
    assertThat(RowText.quoted("{\"a\":1}")).isEqualTo("{\"a\":1}");
  }

  @Test
  void whatCouldBeMistakenIsInQuotes() {
    assertThat(RowText.quoted("")).isEqualTo("''");
    assertThat(RowText.quoted("null")).isEqualTo("'null'");
    assertThat(RowText.quoted("a b")).isEqualTo("'a b'");
    assertThat(RowText.quoted("it's")).isEqualTo("'it''s'");
  }

  @Test
  void noCharacterReachesTheTerminalThatItWouldObey() {
    assertThat(RowText.quoted("\u001b[2J\u009b1m\n\u0000")).isEqualTo("'\\x1b[2J\\x9b1m\\n\\x00'");
  }

  @Test
  void longValueIsCut() {
    assertThat(RowText.quoted("x".repeat(10_000)))
        .hasSizeLessThan(250)
        .endsWith("… (10000 characters)'");
  }
}
