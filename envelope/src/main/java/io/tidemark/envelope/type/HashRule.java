package io.tidemark.envelope.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.replication.TypeDescription;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

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
  public boolean hides() {
    return true;
  }

  @Override
  public Encoding apply(Encoding encoding, TypeDescription type, int columnLength) {
    if (!CharacterTypes.have(type)) {
      return encoding;
    }
    Encoder encoder = new Encoder(digest(algorithm), salt, plain, columnLength);
    return new Encoding(
        encoding.schema(),
        encoder,
        encoder.of(encoding.fallback()),
        encoder.of(encoding.unavailable()));
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

    /** The digest of what stands for a value, which is a JSON string. */
    @Nullable String of(@Nullable String constant) {
      if (constant == null) {
        return null;
      }
      byte[] text = unquoted(constant).getBytes(StandardCharsets.UTF_8);
      JsonBuffer json = new JsonBuffer();
      text(text, 0, text.length, json);
      return json.toString();
    }

    private static String unquoted(String json) {
      try {
        return new ObjectMapper().readValue(json, String.class);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("expected a JSON string, found " + json, e);
      }
    }

    @Override
    public void text(byte[] source, int offset, int length, JsonBuffer json) {
      digest.update(salt);
      if (plain) {
        digest.update(source, offset, length);
      } else {
        serialized(source, offset, length);
      }
      byte[] result = digest.digest();
      hex.clear();
      hex.hex(result, 0, result.length);
      int kept = Math.min(limit, hex.size());
      json.raw('"').raw(hex.bytes(), 0, kept).raw('"');
    }

    /** Java serializes UTF-16: what takes four bytes in UTF-8 is two surrogates of three each. */
    private void serialized(byte[] source, int offset, int length) {
      digest.update(STREAM);
      int end = offset + length;
      int surrogates = 0;
      for (int at = offset; at < end; at++) {
        surrogates += isFourBytes(source[at]) ? 1 : 0;
      }
      int bytes = length + 2 * surrogates;
      digest.update(
          bytes <= SHORT_STRING
              ? ByteBuffer.allocate(3).put((byte) 0x74).putShort((short) bytes).flip()
              : ByteBuffer.allocate(9).put((byte) 0x7c).putLong(bytes).flip());
      int from = offset;
      for (int at = offset; surrogates > 0 && at < end; at++) {
        if (isFourBytes(source[at])) {
          digest.update(source, from, at - from);
          String pair = new String(source, at, 4, StandardCharsets.UTF_8);
          surrogate(pair.charAt(0));
          surrogate(pair.charAt(1));
          from = at + 4;
        }
      }
      digest.update(source, from, end - from);
    }

    private static boolean isFourBytes(byte lead) {
      return (lead & 0xf8) == 0xf0;
    }

    private void surrogate(char unit) {
      digest.update((byte) (0xe0 | unit >> 12));
      digest.update((byte) (0x80 | (unit >> 6 & 0x3f)));
      digest.update((byte) (0x80 | (unit & 0x3f)));
    }

    @Override
    public void binary(byte[] source, int offset, int length, JsonBuffer json) {
      text(source, offset, length, json);
    }
  }
}
