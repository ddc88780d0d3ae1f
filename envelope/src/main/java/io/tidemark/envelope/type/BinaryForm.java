package io.tidemark.envelope.type;

import io.tidemark.envelope.json.Base64Alphabet;
import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.TypeConfig.BinaryHandling;

/** How bytes look in JSON under a {@code binary.handling.mode}. */
public enum BinaryForm {
  BASE64 {
    @Override
    public void write(byte[] source, int offset, int length, JsonBuffer json) {
      json.raw('"').base64(Base64Alphabet.STANDARD, source, offset, length).raw('"');
    }
  },
  BASE64_URL_SAFE {
    @Override
    public void write(byte[] source, int offset, int length, JsonBuffer json) {
      json.raw('"').base64(Base64Alphabet.URL_SAFE, source, offset, length).raw('"');
    }
  },
  HEX {
    @Override
    public void write(byte[] source, int offset, int length, JsonBuffer json) {
      json.raw('"').hex(source, offset, length).raw('"');
    }
  };

  /** Writes bytes as a JSON string. */
  public abstract void write(byte[] source, int offset, int length, JsonBuffer json);

  /** The form of a mode. */
  public static BinaryForm of(BinaryHandling mode) {
    return switch (mode) {
      case BYTES, BASE64 -> BASE64;
      case BASE64_URL_SAFE -> BASE64_URL_SAFE;
      case HEX -> HEX;
    };
  }

  /** Only the mode {@code bytes} promises bytes; the others give strings. */
  public static ConnectSchema schema(BinaryHandling mode) {
    return ConnectSchema.of(mode == BinaryHandling.BYTES ? "bytes" : "string");
  }

  /**
   * The placeholder. Debezium has none under the two base64 modes, where NULL would say that the
   * value is gone; and under hex its own is not in hex.
   */
  static String unavailable(TypeConfig config) {
    if (config.binaries() == BinaryHandling.HEX) {
      return TypeEncodings.quoted(config.unavailableText());
    }
    byte[] placeholder = config.unavailableBytes();
    JsonBuffer json = new JsonBuffer();
    of(config.binaries()).write(placeholder, 0, placeholder.length, json);
    return json.toString();
  }
}
