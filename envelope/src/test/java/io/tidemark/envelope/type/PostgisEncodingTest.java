package io.tidemark.envelope.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The types of PostGIS: hexadecimal in text, the same bytes in binary. */
final class PostgisEncodingTest {
  private static final String POINT = "0000000000000000F03F0000000000000040";

  @ParameterizedTest
  @CsvSource({
    "geometry,0101000000,null",
    "geometry,0101000020E6100000,4326",
    "geography,0101000020E6100000,4326",
    "geography,0020000001000010E6,4326",
  })
  void writesTheBytesAndTheReferenceSystem(String type, String head, String srid) {
    byte[] wkb = HexFormat.of().parseHex(head + POINT);
    String json =
        "{\"wkb\":\"" + Base64.getEncoder().encodeToString(wkb) + "\",\"srid\":" + srid + "}";
    Values values = Values.ofExtension(type);

    assertThat(values.text(head + POINT)).isEqualTo(json);
    assertThat(values.binary(wkb)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"010700000000000", "01070000000000000g", "POINT(1 2)", "0107"})
  void refusesOtherText(String text) {
    assertThatThrownBy(() -> Values.ofExtension("geometry").text(text))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("well-known binary");
  }

  @Test
  void standsInForAMissingValueWithACollectionOfNothing() {
    Values values = Values.ofExtension("geometry");

    assertThat(values.text("010700000000000000")).isEqualTo(values.fallback());
  }
}
