package io.tidemark.envelope.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class BitEncodingTest {
  private static final byte[] NO_BITS = {0, 0, 0, 0};
  private static final Values ONE = Values.of("varbit", 1, TypeConfig.defaults());

  @Test
  void writesOneBitAsABoolean() {
    assertThat(ONE.text("1")).isEqualTo("true");
    assertThat(ONE.text("0")).isEqualTo("false");
  }

  /** Debezium writes null without a word. */
  @Test
  void refusesNoBitWhereTheSchemaHasABoolean() {
    assertThatThrownBy(() -> ONE.text(""))
        .isInstanceOf(ValueException.class)
        .hasMessage("expected one bit, as the schema has a boolean; found none");
    assertThatThrownBy(() -> ONE.binary(NO_BITS)).isInstanceOf(ValueException.class);
  }
}
