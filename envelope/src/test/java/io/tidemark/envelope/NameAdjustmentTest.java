package io.tidemark.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NameAdjustmentTest {

  @Test
  void avroReplacesWhatIsNeitherLetterNorDigit() {
    assertThat(NameAdjustment.AVRO.field("tab le")).isEqualTo("tab_le");
    assertThat(NameAdjustment.AVRO.field("1digit")).isEqualTo("_1digit");
    assertThat(NameAdjustment.AVRO.field("😀")).isEqualTo("__");
  }

  @Test
  void unicodeWritesCodesWithFourDigitsForLatin1Only() {
    assertThat(NameAdjustment.AVRO_UNICODE.field("ü К")).isEqualTo("_u00fc_u0020_u41a");
    assertThat(NameAdjustment.AVRO_UNICODE.field("1_a")).isEqualTo("_u0031_u005fa");
  }

  @Test
  void schemasKeepTheirDots() {
    assertThat(NameAdjustment.AVRO.schema("golden.public.123")).isEqualTo("golden.public.123");
    assertThat(NameAdjustment.AVRO_UNICODE.schema("golden.a_b")).isEqualTo("golden.a_u005fb");
  }
}
