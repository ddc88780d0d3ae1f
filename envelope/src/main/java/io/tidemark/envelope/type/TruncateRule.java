package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import java.util.Set;

/**
 * {@code column.truncate.to.N.chars}: the first characters of a value, as UTF-16 counts them.
 *
 * @param length how many characters are left at most
 */
public record TruncateRule(int length) implements TextRule {
  private static final Set<String> TEXT =
      Set.of("text", "varchar", "bpchar", "citext", "json", "jsonb", "xml");

  @Override
  public Encoding apply(Encoding encoding, String type, int columnLength) {
    return TEXT.contains(type)
        ? new Encoding(
            encoding.schema(),
            new Encoder(encoding.encoder(), length),
            encoding.fallback(),
            encoding.unavailable())
        : encoding;
  }

  /** Passes on as many characters as may stay. */
  private record Encoder(ColumnEncoder next, int limit) implements ColumnEncoder {
    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      next.text(source, offset, prefix(source, offset, length), json);
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      // The version before binary jsonb is no character
      int header = length > 0 && source[offset] == 1 ? 1 : 0;
      int kept = prefix(source, offset + header, length - header);
      next.binary(source, offset, header + kept, json);
    }

    private int prefix(byte[] source, int offset, int length) {
      int units = 0;
      int at = 0;
      while (at < length) {
        int lead = source[offset + at] & 0xff;
        int bytes = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        units += bytes == 4 ? 2 : 1;
        if (units > limit) {
          return at;
        }
        at += bytes;
      }
      return length;
    }
  }
}
