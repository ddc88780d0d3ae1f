package io.tidemark.envelope.type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.envelope.type.TypeConfig.BinaryHandling;
import io.tidemark.envelope.type.TypeConfig.DecimalHandling;
import io.tidemark.envelope.type.TypeConfig.HstoreHandling;
import io.tidemark.envelope.type.TypeConfig.IntervalHandling;
import io.tidemark.envelope.type.TypeConfig.TimePrecision;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server sends in binary reads as what it sends in text, for every type. */
class BinaryValuesTest {
  private static final List<TypeConfig> CONFIGS =
      List.of(
          TypeConfig.builder().includeUnknown(true).build(),
          TypeConfig.builder()
              .includeUnknown(true)
              .decimals(DecimalHandling.STRING)
              .times(TimePrecision.ISOSTRING)
              .intervals(IntervalHandling.STRING)
              .binaries(BinaryHandling.HEX)
              .hstores(HstoreHandling.MAP)
              .build(),
          TypeConfig.builder()
              .includeUnknown(true)
              .decimals(DecimalHandling.DOUBLE)
              .times(TimePrecision.CONNECT)
              .binaries(BinaryHandling.BASE64_URL_SAFE)
              .build());

  static Stream<Sample> samples() {
    return Sample.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void printsAsTheServerDoes(Sample sample) {
    ServerValue value = ServerValue.of(sample.type(), sample.expression());

    assertThat(value.printed()).isEqualTo(new String(value.text(), UTF_8));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void givesTheSameJsonFromTextAndBinary(Sample sample) {
    ServerValue value = ServerValue.of(sample.type(), sample.expression());

    for (TypeConfig config : CONFIGS) {
      assertThat(value.binaryJson(config)).as("%s", config).isEqualTo(value.textJson(config));
    }
  }
}
