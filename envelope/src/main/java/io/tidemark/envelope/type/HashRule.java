package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * {@code column.mask.hash…}: a digest of salt and value in hexadecimal, cut to the column's length.
 *
 * @param algorithm such as {@code SHA-256}
 * @param salt goes before each value
 * @param plain true for {@code column.mask.hash.v2}, which digests the value's UTF-8; the first
 *     version digests a Java serialization stream that holds the value
 */
public record HashRule(String algorithm, String salt, boolean plain) implements TextRule {

  /** Looks for the algorithm. */
  public HashRule {
    digest(algorithm);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException(
          "expected a digest that this JVM has, such as SHA-256; found " + algorithm, e);
    }
  }

  @Override
  public Encoding apply(Encoding encoding, String type, int columnLength) {
    if (!TextRule.isPlainText(type)) {
      return encoding;
    }
    Encoder encoder = new Encoder(digest(algorithm), salt, plain, columnLength);
    return new Encoding(
        encoding.schema(),
        encoder,
        encoding.fallback(),
        encoding.unavailable() == null ? null : encoder.of(encoding.unavailable()));
  }

  @Override
  public String toString() {
    return "HashRule[algorithm=" + algorithm + ", salt=***, plain=" + plain + "]";
  }

  private static final class Encoder implements ColumnEncoder {
    /** Stream magic, version 5, and the tag of a string. */
    private static final byte[] STREAM = {(byte) 0xac, (byte) 0xed, 0, 5};

    private static final int SHORT_STRING = 0xffff;

    private final MessageDigest digest;
    private final byte[] salt;
    private final boolean plain;
    private final int limit;
    private final JsonBuffer hex = new JsonBuffer(128);

    Encoder(MessageDigest digest, String salt, boolean plain, int limit) {
      this.digest = digest;
      this.salt = salt.getBytes(StandardCharsets.UTF_8);
      this.plain = plain;
      this.limit = limit;
    }

    /** The digest of a placeholder, which is a JSON string. */
    String of(String placeholder) {
      byte[] text =
          placeholder.substring(1, placeholder.length() - 1).getBytes(StandardCharsets.UTF_8);
      JsonBuffer json = new JsonBuffer();
      text(text, 0, text.length, json);
      return json.toString();
    }

    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      digest.update(salt);
      if (!plain) {
        digest.update(STREAM);
        digest.update(
            length <= SHORT_STRING
                ? ByteBuffer.allocate(3).put((byte) 0x74).putShort((short) length).flip()
                : ByteBuffer.allocate(9).put((byte) 0x7c).putLong(length).flip());
      }
      digest.update(source, offset, length);
      byte[] result = digest.digest();
      hex.clear();
      hex.hex(result, 0, result.length);
      int kept = limit < 0 ? hex.size() : Math.min(limit, hex.size());
      json.raw('"').raw(hex.bytes(), 0, kept).raw('"');
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      text(source, offset, length, json);
    }
  }
}
