package io.tidemark.envelope.type;

import io.tidemark.envelope.json.Base64Alphabet;
import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.replication.TypeDescription;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code column.truncate.to.N.chars}: the first characters of a value that is a string in JSON, as
 * UTF-16 counts them, whatever its type; the first bytes of a value that is bytes.
 *
 * @param length how many characters are left at most
 */
public record TruncateRule(int length) implements TextRule {

  @Override
  public Encoding apply(Encoding encoding, TypeDescription type, int columnLength) {
    ConnectSchema schema = encoding.schema();
    boolean bytes = schema.type().equals("bytes") && schema.name() == null;
    if (!reaches(columnLength) || !(bytes || schema.type().equals("string"))) {
      return encoding;
    }
    Encoder encoder = new Encoder(encoding.encoder(), length, bytes);
    return new Encoding(
        schema, encoder, encoder.cut(encoding.fallback()), encoder.cut(encoding.unavailable()));
  }

  @Override
  public boolean reaches(int columnLength) {
    return columnLength > length;
  }

  @Override
  public boolean hides() {
    return false;
  }

  /** Cuts what another encoder has written. */
  private record Encoder(ColumnEncoder next, int limit, boolean bytes) implements ColumnEncoder {
    private static final int GROUP_BYTES = 3;
    private static final int GROUP_SYMBOLS = 4;
    private static final int UNICODE_ESCAPE = 6;

    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      int start = json.size();
      next.text(source, offset, length, json);
      cut(start, json);
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      int start = json.size();
      next.binary(source, offset, length, json);
      cut(start, json);
    }

    /** What stands for a value is cut as well. */
    @Nullable String cut(@Nullable String constant) {
      if (constant == null) {
        return null;
      }
      JsonBuffer json = new JsonBuffer().raw(constant.getBytes(StandardCharsets.UTF_8));
      cut(0, json);
      return json.toString();
    }

    private void cut(int start, JsonBuffer json) {
      if (bytes) {
        cutBase64(start + 1, json);
      } else {
        cutString(start + 1, json);
      }
    }

    private void cutString(int start, JsonBuffer json) {
      byte[] text = json.bytes();
      int end = json.size() - 1;
      int at = start;
      for (int units = 0; at < end; ) {
        int lead = text[at] & 0xff;
        units += lead < 0xf0 ? 1 : 2;
        if (units > limit) {
          String half = lead >= 0xf0 && units - 1 == limit ? firstSurrogate(text, at) : "";
          json.truncate(at);
          json.raw(half.getBytes(StandardCharsets.UTF_8)).raw('"');
          return;
        }
        if (lead == '\\') {
          at += text[at + 1] == 'u' ? UNICODE_ESCAPE : 2;
        } else {
          at += lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        }
      }
    }

    /** Escaped, as Debezium leaves it: half of a character has no form in UTF-8. */
    private static String firstSurrogate(byte[] text, int at) {
      int character = new String(text, at, 4, StandardCharsets.UTF_8).codePointAt(0);
      return String.format(Locale.ROOT, "\\u%04x", (int) Character.highSurrogate(character));
    }

    private void cutBase64(int start, JsonBuffer json) {
      int group = start + limit / GROUP_BYTES * GROUP_SYMBOLS;
      if (group >= json.size() - 1) {
        return;
      }
      byte[] last =
          Base64.getDecoder()
              .decode(Arrays.copyOfRange(json.bytes(), group, group + GROUP_SYMBOLS));
      json.truncate(group);
      json.base64(Base64Alphabet.STANDARD, last, 0, Math.min(limit % GROUP_BYTES, last.length));
      json.raw('"');
    }
  }
}
