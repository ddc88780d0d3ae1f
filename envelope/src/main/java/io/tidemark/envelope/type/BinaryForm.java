package io.tidemark.envelope.type;

import io.tidemark.envelope.json.Base64Alphabet;
import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.envelope.type.TypeConfig.BinaryHandling;
import org.jspecify.annotations.Nullable;

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

  /** Under the two base64 modes Debezium has no placeholder, and under hex it is not in hex. */
  static @Nullable String unavailable(TypeConfig config) {
    return switch (config.binaries()) {
      case BYTES -> {
        byte[] placeholder = config.unavailableBytes();
        JsonBuffer json = new JsonBuffer();
        BASE64.write(placeholder, 0, placeholder.length, json);
        yield json.toString();
      }
      case HEX -> TypeEncodings.quoted(config.unavailableText());
      case BASE64, BASE64_URL_SAFE -> null;
    };
  }
}
