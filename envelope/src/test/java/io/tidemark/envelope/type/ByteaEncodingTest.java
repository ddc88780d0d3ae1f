package io.tidemark.envelope.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.envelope.type.TypeConfig.BinaryHandling;
import java.util.Base64;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ByteaEncodingTest {

  private static Values in(BinaryHandling mode) {
    return Values.of("bytea", -1, TypeConfig.builder().binaries(mode).build());
  }

  /** {@code bytea_output = escape}. */
  private static String escaped(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      if (b == '\\') {
        text.append("\\\\");
      } else if (b >= ' ' && b < 0x7f) {
        text.append((char) b);
      } else {
        text.append(String.format("\\%03o", b & 0xff));
      }
    }
    return text.toString();
  }

  @Property
  void writesTheSameBytesFromEveryFormat(@ForAll byte[] bytes) {
    String base64 = "\"" + Base64.getEncoder().encodeToString(bytes) + "\"";
    Values values = in(BinaryHandling.BYTES);

    assertThat(values.text("\\x" + HexFormat.of().formatHex(bytes))).isEqualTo(base64);
    assertThat(values.text(escaped(bytes))).isEqualTo(base64);
    assertThat(values.binary(bytes)).isEqualTo(base64);
  }

  @Test
  void writesEachForm() {
    byte[] bytes = {(byte) 0xfb, (byte) 0xff};

    assertThat(in(BinaryHandling.BASE64).binary(bytes)).isEqualTo("\"+/8=\"");
    assertThat(in(BinaryHandling.BASE64_URL_SAFE).binary(bytes)).isEqualTo("\"-_8=\"");
    assertThat(in(BinaryHandling.HEX).text("\\xfbff")).isEqualTo("\"fbff\"");
  }

  @Test
  void readsUpperCase() {
    assertThat(in(BinaryHandling.HEX).text("\\xDEADBEEF0aFf")).isEqualTo("\"deadbeef0aff\"");
  }

  @Test
  void refusesWhatIsNotHexAtEveryPlace() {
    for (char other : new char[] {'g', 'G', '/', ':', '@', '`', ' ', 0x10, 0x7f}) {
      for (int at = 0; at < 10; at++) {
        String digits = "0123456789".substring(0, at) + other + "abcdef0123".substring(at + 1);
        assertThatThrownBy(() -> in(BinaryHandling.BYTES).text("\\x" + digits))
            .isInstanceOf(ValueException.class)
            .hasMessageContaining("bytea in hex");
      }
    }
  }
}
