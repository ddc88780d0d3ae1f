package io.tidemark.envelope.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class JsonBufferTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private final JsonBuffer json = new JsonBuffer(1);

  @Property
  void writesStringsAsJacksonDoes(@ForAll String text) throws JsonProcessingException {
    byte[] utf8 =
        text.getBytes(UTF_8); // a lone surrogate becomes '?' here, and cannot come from PostgreSQL
    String expected = JACKSON.writeValueAsString(new String(utf8, UTF_8));

    assertThat(new JsonBuffer(1).string(utf8, 0, utf8.length)).hasToString(expected);
  }

  @Test
  void writesEveryAsciiCharacterAsJacksonDoes() throws JsonProcessingException {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < 0x80; c++) {
      all.append(c);
    }

    assertThat(json.string(all.toString())).hasToString(JACKSON.writeValueAsString(all.toString()));
  }

  @Test
  void escapesAtEveryPlaceAmongCleanBytes() throws JsonProcessingException {
    for (char special : new char[] {'"', '\\', '\n', 0x1f, ' ', '#', '[', 0x7f, 'ñ'}) {
      for (int before = 0; before < 20; before++) {
        String text = "a".repeat(before) + special + "b".repeat(19 - before);
        assertThat(new JsonBuffer(1).string(text)).hasToString(JACKSON.writeValueAsString(text));
      }
    }
  }

  @Test
  void writesEveryPowerOfTenAndItsNeighbours() {
    for (long power = 1; power < Long.MAX_VALUE / 10; power *= 10) {
      for (long value = power - 1; value <= power + 1; value++) {
        assertThat(new JsonBuffer(1).number(value)).hasToString(Long.toString(value));
      }
    }
  }

  @Property
  void writesLongs(@ForAll long value) {
    assertThat(new JsonBuffer(1).number(value)).hasToString(Long.toString(value));
  }

  @Test
  void writesTheSmallestAndTheLargestLong() {
    json.number(Long.MIN_VALUE).raw(',').number(Long.MAX_VALUE).raw(',').number(0);

    assertThat(json).hasToString("-9223372036854775808,9223372036854775807,0");
  }

  @Property
  void padsWithZeros(@ForAll @LongRange(min = 0, max = 999_999) long value) {
    assertThat(new JsonBuffer(1).padded(value, 6)).hasToString(String.format("%06d", value));
  }

  @Test
  void padsToAnyWidth() {
    for (int width = 1; width <= 18; width++) {
      String digits = "123456789012345678".substring(0, width);
      assertThat(new JsonBuffer(1).padded(Long.parseLong(digits), width)).hasToString(digits);
      assertThat(new JsonBuffer(1).padded(7, width)).hasToString("0".repeat(width - 1) + "7");
    }
  }

  @Test
  void writesTheLowestBytesOfNumbersInBase64() {
    byte[] bytes = HexFormat.of().parseHex("fedcba9876543210");
    for (int length = 1; length <= Long.BYTES; length++) {
      byte[] lowest = Arrays.copyOfRange(bytes, Long.BYTES - length, Long.BYTES);
      assertThat(
              new JsonBuffer(1)
                  .base64(Base64Alphabet.STANDARD, 0xfedcba9876543210L, length)
                  .raw('.'))
          .hasToString(Base64.getEncoder().encodeToString(lowest) + ".");
    }
  }

  @Property
  void writesConstantsAndSlicesOfAnyLength(
      @ForAll String text, @ForAll @IntRange(max = 40) int at) {
    byte[] utf8 = text.getBytes(UTF_8);
    byte[] source = new byte[at + utf8.length + at % 20];
    System.arraycopy(utf8, 0, source, at, utf8.length);
    String expected = new String(utf8, UTF_8);

    assertThat(new JsonBuffer(1).raw(JsonText.of(text)).raw('.')).hasToString(expected + ".");
    assertThat(new JsonBuffer(1).raw(source, at, utf8.length).raw('.')).hasToString(expected + ".");
    assertThat(new JsonBuffer(1).quoted(source, at, utf8.length)).hasToString('"' + expected + '"');
  }

  @Test
  void makesAnObjectOfFieldsWithCommasBeforeThem() {
    json.raw(':').raw(JsonText.of(",\"a\":1")).raw(JsonText.of(",\"b\":2")).endObject(1);
    json.endObject(json.size()).replace(0, '[');

    assertThat(json.raw(']')).hasToString("[{\"a\":1,\"b\":2}{}]");
  }

  @Property
  void writesBase64AndHex(@ForAll byte[] bytes) {
    JsonBuffer standard = new JsonBuffer(1).base64(Base64Alphabet.STANDARD, bytes, 0, bytes.length);
    JsonBuffer urlSafe = new JsonBuffer(1).base64(Base64Alphabet.URL_SAFE, bytes, 0, bytes.length);

    assertThat(standard).hasToString(Base64.getEncoder().encodeToString(bytes));
    assertThat(urlSafe).hasToString(Base64.getUrlEncoder().encodeToString(bytes));
    assertThat(new JsonBuffer(1).hex(bytes, 0, bytes.length))
        .hasToString(HexFormat.of().formatHex(bytes));
  }

  @Property
  void writesUuids(@ForAll long high, @ForAll long low) {
    byte[] bytes = ByteBuffer.allocate(17).put((byte) 0).putLong(high).putLong(low).array();

    assertThat(new JsonBuffer(1).uuid(bytes, 1)).hasToString(new UUID(high, low).toString());
  }

  @Test
  void truncatesToAnEarlierSize() {
    json.raw('[').number(1);
    int size = json.size();

    json.raw(',').number(2).truncate(size);

    assertThat(json.raw(']')).hasToString("[1]");
  }
}
