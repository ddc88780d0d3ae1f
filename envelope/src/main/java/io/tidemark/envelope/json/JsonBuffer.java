package io.tidemark.envelope.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing array of JSON text. Allocates only when it grows; {@link #clear()} keeps the array.
 * Belongs to one thread.
 *
 * <p>Nothing here checks that the parts make up valid JSON: commas, colons and brackets are the
 * writer's.
 *
 * <pre>{@code
 * JsonBuffer json = new JsonBuffer();
 * json.raw('[').number(-7).raw(',').string("a\"b").raw(']');   // [-7,"a\"b"]
 * }</pre>
 */
public final class JsonBuffer {
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** 10 to the power of the index, but 0 first: 0 has one digit too. */
  private static final long[] POWERS_OF_TEN = powersOfTen();

  /** 00 to 99. */
  private static final byte[] PAIRS = pairs();

  private static final byte[] MIN_LONG =
      Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int size;

  /** An empty buffer. */
  public JsonBuffer() {
    this(512);
  }

  /** An empty buffer with room for {@code capacity} bytes before it grows. */
  public JsonBuffer(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  /** The array that holds the text from 0 to {@link #size()}; another one after the buffer grew. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes there are. */
  public int size() {
    return size;
  }

  /** Forgets the text and keeps the array. */
  public void clear() {
    size = 0;
  }

  /** Goes back to an earlier {@link #size()}. */
  public void truncate(int earlierSize) {
    assert earlierSize <= size;
    size = earlierSize;
  }

  /** A copy of the text. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Appends one ASCII character. */
  public JsonBuffer raw(char ascii) {
    require(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  /** Appends bytes as they are. */
  public JsonBuffer raw(byte[] source) {
    return raw(source, 0, source.length);
  }

  /** Appends bytes as they are. */
  public JsonBuffer raw(byte[] source, int offset, int length) {
    require(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
    return this;
  }

  /** Appends {@code null}. */
  public JsonBuffer nullValue() {
    require(4);
    bytes[size++] = 'n';
    bytes[size++] = 'u';
    bytes[size++] = 'l';
    bytes[size++] = 'l';
    return this;
  }

  /** Appends an integer in decimal. */
  public JsonBuffer number(long value) {
    if (value == Long.MIN_VALUE) {
      return raw(MIN_LONG);
    }
    require(20);
    long rest = value;
    if (rest < 0) {
      bytes[size++] = '-';
      rest = -rest;
    }
    digits(rest, width(rest));
    return this;
  }

  /**
   * Appends a decimal number of exactly {@code width} digits, with zeros in front: {@code padded(7,
   * 2)} is 07.
   */
  public JsonBuffer padded(long value, int width) {
    require(width);
    digits(value, width);
    return this;
  }

  /** Writes the last {@code width} digits, in pairs: half as many divisions. */
  private void digits(long value, int width) {
    byte[] target = bytes;
    long rest = value;
    int at = size + width;
    while (at - size >= 2) {
      long hundredth = rest / 100;
      int pair = (int) (rest - hundredth * 100) * 2;
      target[--at] = PAIRS[pair + 1];
      target[--at] = PAIRS[pair];
      rest = hundredth;
    }
    if (at > size) {
      target[size] = (byte) ('0' + rest % 10);
    }
    size += width;
  }

  private static int width(long value) {
    // 1233/4096 is log10(2) from below: right, or one too low.
    int guess = ((Long.SIZE - Long.numberOfLeadingZeros(value | 1)) * 1233) >>> 12;
    return value < POWERS_OF_TEN[guess] ? guess : guess + 1;
  }

  /** Appends a string in quotes, escaped. */
  public JsonBuffer string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return string(utf8, 0, utf8.length);
  }

  /** Appends UTF-8 in quotes, escaped. */
  public JsonBuffer string(byte[] utf8, int offset, int length) {
    return raw('"').escaped(utf8, offset, length).raw('"');
  }

  /** Appends UTF-8 escaped, without quotes. */
  public JsonBuffer escaped(byte[] utf8, int offset, int length) {
    int clean = offset;
    int end = offset + length;
    int i = JsonEscapes.skipClean(utf8, offset, end);
    while (i < end) {
      byte escape = JsonEscapes.of(utf8[i]);
      if (escape == JsonEscapes.NONE) {
        i++;
      } else {
        raw(utf8, clean, i - clean);
        escape(utf8[i], escape);
        clean = ++i;
        i = JsonEscapes.skipClean(utf8, i, end);
      }
    }
    return raw(utf8, clean, end - clean);
  }

  private void escape(byte control, byte escape) {
    require(6);
    bytes[size++] = '\\';
    bytes[size++] = escape;
    if (escape == 'u') {
      bytes[size++] = '0';
      bytes[size++] = '0';
      bytes[size++] = JsonEscapes.HEX[control >> 4];
      bytes[size++] = JsonEscapes.HEX[control & 0xf];
    }
  }

  /** Appends bytes in lower-case hexadecimal, without quotes. */
  public JsonBuffer hex(byte[] source, int offset, int length) {
    require(Math.multiplyExact(length, 2));
    for (int i = offset; i < offset + length; i++) {
      bytes[size++] = HEX[source[i] >> 4 & 0xf];
      bytes[size++] = HEX[source[i] & 0xf];
    }
    return this;
  }

  /** Appends bytes in base64 with padding, without quotes. */
  public JsonBuffer base64(Base64Alphabet alphabet, byte[] source, int offset, int length) {
    require(alphabet.encodedLength(length));
    size = alphabet.encode(source, offset, length, bytes, size);
    return this;
  }

  private static long[] powersOfTen() {
    long[] powers = new long[19];
    long power = 1;
    for (int i = 1; i < powers.length; i++) {
      power *= 10;
      powers[i] = power;
    }
    return powers;
  }

  private static byte[] pairs() {
    byte[] pairs = new byte[200];
    for (int i = 0; i < 100; i++) {
      pairs[2 * i] = (byte) ('0' + i / 10);
      pairs[2 * i + 1] = (byte) ('0' + i % 10);
    }
    return pairs;
  }

  private void require(int more) {
    if (more > bytes.length - size) {
      grow(more);
    }
  }

  private void grow(int more) {
    long needed = (long) size + more;
    if (needed > LARGEST_ARRAY) {
      throw new IllegalStateException(
          "an envelope of more than "
              + LARGEST_ARRAY
              + " bytes: "
              + size
              + " written, "
              + more
              + " to come");
    }
    bytes =
        Arrays.copyOf(bytes, (int) Math.min(LARGEST_ARRAY, Math.max(needed, 2L * bytes.length)));
  }

  /** The text so far. */
  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }
}
