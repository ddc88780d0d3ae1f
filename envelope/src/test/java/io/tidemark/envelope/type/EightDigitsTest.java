package io.tidemark.envelope.type;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EightDigitsTest {

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  @Property
  void readsNumbersBehindAnything(
      @ForAll @LongRange(max = 9_999_999_999_999_999L) long value, @ForAll byte before) {
    String digits = Long.toString(value);
    byte[] source = ascii("xxxxxxxx" + digits + "y");
    source[7] = before;

    assertThat(EightDigits.between(source, 8, 8 + digits.length())).isEqualTo(value);
  }

  @Test
  void refusesEveryOtherByteAtEveryPlace() {
    for (int other = Byte.MIN_VALUE; other <= Byte.MAX_VALUE; other++) {
      for (int at = 0; at < 8; at++) {
        byte[] source = ascii("99999999");
        source[at] = (byte) other;
        boolean digit = other >= '0' && other <= '9';
        assertThat(EightDigits.before(source, 8, 8) >= 0).isEqualTo(digit);
        assertThat(EightDigits.before(source, 8, 8 - at) >= 0).isEqualTo(digit);
      }
    }
  }

  @Test
  void readsNothingWithoutAWordBeforeTheEnd() {
    assertThat(EightDigits.before(ascii("1234567"), 7, 3)).isEqualTo(EightDigits.NONE);
  }

  @Property
  void countsDigits(@ForAll @IntRange(max = 8) int digits) {
    byte[] source = ascii("9".repeat(digits) + ".5e+07 and so on");

    assertThat(EightDigits.count(source, 0)).isEqualTo(digits);
  }
}
