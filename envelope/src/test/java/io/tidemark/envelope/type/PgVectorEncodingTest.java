package io.tidemark.envelope.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The types of pgvector, in the text and the bytes that its functions send. */
final class PgVectorEncodingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vector  | [1,2.5,-0.0001] | 00030000 3f800000 40200000 b8d1b717 | [1.0,2.5,-1.0E-4]",
        "vector  | [-0,1e+10]      | 00020000 80000000 501502f9          | [-0.0,1.0E10]",
        "vector  | [1e-45]         | 00010000 00000001                   | [1.0E-45]",
        "halfvec | [1,-2,65504]    | 00030000 3c00 c000 7bff             | [1.0,-2.0,65504.0]",
        "halfvec | [0.099975586,5.9604645e-08] | 00020000 2e66 0001 | [0.099975586,5.9604645E-8]",
      })
  void writesTheNumbers(String type, String text, String binary, String json) {
    Values values = Values.ofExtension(type);

    assertThat(values.binary(bytes(binary))).isEqualTo(json);
    assertThat(values.text(text)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{1:1.5,3:-2}/5 | 00000005 00000002 00000000 00000000 00000002 3fc00000 c0000000"
            + " | {\"dimensions\":5,\"vector\":[[1,1.5],[3,-2.0]]}",
        "{}/7 | 00000007 00000000 00000000 | {\"dimensions\":7,\"vector\":[]}",
      })
  void writesSparseVectorsAsPairs(String text, String binary, String json) {
    Values values = Values.ofExtension("sparsevec");

    assertThat(values.text(text)).isEqualTo(json);
    assertThat(values.binary(bytes(binary))).isEqualTo(json);
  }

  @Test
  void refusesMoreDimensionsThanTheSchemaHasRoomFor() {
    assertThatThrownBy(() -> Values.ofExtension("sparsevec").text("{}/40000"))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("found 40000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vector | 1,2",
        "vector | [1,x]",
        "halfvec | [",
        "sparsevec | {1}/2",
        "sparsevec | {1:x}/2",
        "sparsevec | 1:1/2",
        "sparsevec | {}/",
      })
  void refusesOtherText(String type, String text) {
    assertThatThrownBy(() -> Values.ofExtension(type).text(text))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("expected a");
  }

  @ParameterizedTest
  @CsvSource({"vector,0003", "vector,0003000000000000", "halfvec,00010000", "sparsevec,00000001"})
  void refusesOtherLengths(String type, String binary) {
    assertThatThrownBy(() -> Values.ofExtension(type).binary(bytes(binary)))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("bytes of binary " + type);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
