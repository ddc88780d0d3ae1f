package io.tidemark.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of {@code COPY orders TO STDOUT}; what servers send is tested with SnapshotReader. */
final class CopyDecoderTest {
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  private static List<Row> decode(CopyFormat format, byte[]... messages) {
    CopyDecoder decoder = new CopyDecoder(Orders.RELATION, format);
    List<Row> rows = new ArrayList<>();
    for (byte[] message : messages) {
      boolean found = decoder.decode(message, 0, message.length, row -> rows.add(row.copy()));
      assertThat(found).isEqualTo(!decoder.isTrailer(message, 0, message.length));
    }
    return rows;
  }

  private static byte[] line(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(byte[] start, int... more) {
    byte[] all = Arrays.copyOf(start, start.length + more.length);
    for (int i = 0; i < more.length; i++) {
      all[start.length + i] = (byte) more[i];
    }
    return all;
  }

  @Test
  void readsTextColumns() {
    assertThat(decode(CopyFormat.TEXT, line("7\t\\\\N\\t\\\\\t\\N\n"), line("8\t\t1.50\n")))
        .containsExactly(Row.ofText("7", "\\N\t\\", null), Row.ofText("8", "", "1.50"));
  }

  @Test
  void readsBinaryColumns() {
    byte[] row = bytes(HEADER, 0, 3, 0, 0, 0, 1, 7, 0, 0, 0, 0, -1, -1, -1, -1);
    List<Row> rows = decode(CopyFormat.BINARY, row, bytes(new byte[0], -1, -1));

    assertThat(rows).hasSize(1);
    assertThat(rows.get(0)).hasToString("(\\x07, \\x, NULL)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 b c    | row declares 6 bytes, 5 remain",
        "7        | column count: expected 3 as asked for",
        "7 b      | column count: expected 3 as asked for",
        "7 b c d  | column count: expected 3 as asked for",
        "7 b\\q c | \"note\" escape: expected b, f, n, r, t, v or a backslash",
        "7 b c\\  | \"total\" escape declares 1 bytes, 0 remain",
      })
  void refusesTextThatIsNoRow(String columns, String message) {
    boolean ended = !message.contains("row declares");
    byte[] line = line(columns.replace(' ', '\t') + (ended ? "\n" : ""));
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> decode(CopyFormat.TEXT, line))
        .withMessageContaining(message);
  }

  @Test
  void refusesBinaryThatIsNoRow() {
    refusesBinary("header declares 19 bytes, 2 remain", new byte[] {0, 3});
    refusesBinary("signature: expected PGCOPY and its marks", new byte[HEADER.length]);
    byte[] extended = HEADER.clone();
    extended[HEADER.length - 1] = 9;
    refusesBinary("header extension declares 9 bytes, 0 remain", extended);
    refusesBinary("column count: expected 3 as asked for, found 2", bytes(HEADER, 0, 2));
    refusesBinary("\"id\" declares 4 bytes, 2 remain", bytes(HEADER, 0, 3, 0, 0));
    refusesBinary("\"id\" declares 9 bytes, 1 remain", bytes(HEADER, 0, 3, 0, 0, 0, 9, 1));
    refusesBinary("\"id\" declares -2 bytes", bytes(HEADER, 0, 3, -1, -1, -1, -2));
    refusesBinary(
        "end of row: expected no more bytes, found 1",
        bytes(HEADER, 0, 3, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0));
  }

  private static void refusesBinary(String message, byte[] bytes) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> decode(CopyFormat.BINARY, bytes))
        .withMessageContaining(message);
  }

  @Property
  void throwsNothingElseOnAnyBytes(@ForAll byte[] bytes, @ForAll CopyFormat format) {
    CopyDecoder decoder = new CopyDecoder(Orders.RELATION, format);
    try {
      decoder.decode(bytes, 0, bytes.length, row -> assertThat(row.size()).isEqualTo(3));
    } catch (ProtocolException expected) {
      assertThat(expected).hasMessageStartingWith("COPY ");
    }
  }
}
