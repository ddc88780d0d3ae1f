package io.tidemark.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LsnTest {
  @ParameterizedTest
  @CsvSource({"0/0, 0", "0/16B3748, 23803720", "1/0, 4294967296", "FFFFFFFF/FFFFFFFF, -1"})
  void isWrittenAsPostgresWritesIt(String text, long value) {
    assertThat(Lsn.parse(text)).isEqualTo(new Lsn(value));
    assertThat(new Lsn(value)).hasToString(text);
  }

  @Test
  void readsLowerCaseAndLeadingZeros() {
    assertThat(Lsn.parse("00000000/016b3748")).isEqualTo(Lsn.parse("0/16B3748"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "0",
        "0/",
        "/0",
        "0/0/0",
        "0/g",
        "123456789/0",
        "0/123456789",
        "-1/0",
        " 0/0",
        "0/１"
      })
  void refusesAnyOtherForm(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lsn.parse(text))
        .withMessage(
            "LSN \"%s\": expected two hexadecimal numbers of up to 8 digits with a slash between, as 0/16B3748",
            text);
  }

  @Test
  void ordersAsUnsigned() {
    assertThat(new Lsn(-1)).isGreaterThan(new Lsn(Long.MAX_VALUE)).isGreaterThan(Lsn.INVALID);
  }

  @Test
  void measuresDistanceInBytes() {
    assertThat(Lsn.parse("1/0").bytesSince(Lsn.parse("0/FFFFFFF0"))).isEqualTo(16);
    assertThat(Lsn.parse("0/1").bytesSince(Lsn.parse("0/2"))).isEqualTo(-1);
  }

  @Test
  void isInvalidOnlyAtZero() {
    assertThat(Lsn.INVALID.isValid()).isFalse();
    assertThat(new Lsn(-1).isValid()).isTrue();
  }

  @Property
  void readsBackWhatItWrites(@ForAll long value) {
    assertThat(Lsn.parse(new Lsn(value).toString()).value()).isEqualTo(value);
  }
}
