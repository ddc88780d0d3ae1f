package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.replication.TypeDescription;
import java.nio.charset.StandardCharsets;

/**
 * {@code column.mask.with.N.chars}: asterisks for every value, NULL included.
 *
 * @param length how many asterisks
 */
public record MaskRule(int length) implements TextRule {

  @Override
  public Encoding apply(Encoding encoding, TypeDescription type, int columnLength) {
    return CharacterTypes.have(type)
        ? new Encoding(encoding.schema(), new Encoder(nullJson()), nullJson(), nullJson())
        : encoding;
  }

  @Override
  public boolean hides() {
    return true;
  }

  @Override
  public String nullJson() {
    return "\"" + "*".repeat(length) + "\"";
  }

  private static final class Encoder implements ColumnEncoder {
    private final byte[] mask;

    Encoder(String mask) {
      this.mask = mask.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      json.raw(mask);
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      json.raw(mask);
    }
  }
}
