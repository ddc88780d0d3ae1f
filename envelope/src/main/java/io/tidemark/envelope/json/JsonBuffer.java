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

  /** So much is copied in two words, whatever the length, rather than by a call of the JDK's. */
  private static final int TWO_WORDS = 2 * Long.BYTES;

  /** Behind the text there is always room for what is written in whole words. */
  private static final int ROOM = TWO_WORDS;

  private static final int LONGEST_NUMBER = 20;

  /** 10 to the power of the index, but 0 first: 0 has one digit too. */
  private static final int[] POWERS_OF_TEN = {
    0, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

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
    bytes = new byte[Math.max(16, capacity) + ROOM];
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
    if (length <= TWO_WORDS && offset <= source.length - TWO_WORDS) {
      Words.put(bytes, size, Words.get(source, offset));
      Words.put(bytes, size + Long.BYTES, Words.get(source, offset + Long.BYTES));
    } else {
      System.arraycopy(source, offset, bytes, size, length);
    }
    size += length;
    return this;
  }

  /** Appends a constant. */
  public JsonBuffer raw(JsonText constant) {
    require(constant.length);
    Words.put(bytes, size, constant.first);
    Words.put(bytes, size + Long.BYTES, constant.second);
    if (constant.length > TWO_WORDS) {
      System.arraycopy(constant.bytes, 0, bytes, size, constant.length);
    }
    size += constant.length;
    return this;
  }

  /**
   * Makes an object of the fields that were appended from {@code start} on, each with a comma
   * before it.
   */
  public JsonBuffer endObject(int start) {
    if (start == size) {
      raw('{');
    }
    bytes[start] = '{';
    return raw('}');
  }

  /** Replaces an ASCII character that was appended before. */
  public JsonBuffer replace(int position, char ascii) {
    assert position < size;
    bytes[position] = (byte) ascii;
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
    require(LONGEST_NUMBER);
    long rest = value;
    if (rest < 0) {
      bytes[size++] = '-';
      rest = -rest;
    }
    if (rest < Digits.EIGHT) {
      return last((int) rest, width(rest));
    }
    long high = rest / Digits.EIGHT;
    int low = (int) (rest - high * Digits.EIGHT);
    if (high < Digits.EIGHT) {
      return last((int) high, width(high)).eight(low);
    }
    long highest = high / Digits.EIGHT;
    int middle = (int) (high - highest * Digits.EIGHT);
    return last((int) highest, width(highest)).eight(middle).eight(low);
  }

  private static int width(long value) {
    // 1233/4096 is log10(2) from below: right, or one too low.
    int guess = ((Long.SIZE - Long.numberOfLeadingZeros(value | 1)) * 1233) >>> 12;
    return value < POWERS_OF_TEN[guess] ? guess : guess + 1;
  }

  private JsonBuffer last(int value, int width) {
    Digits.last(value, width, bytes, size);
    size += width;
    return this;
  }

  private JsonBuffer eight(int value) {
    require(Long.BYTES);
    Digits.eight(value, bytes, size);
    size += Long.BYTES;
    return this;
  }

  /**
   * Appends the last {@code width} digits of a decimal number, with zeros in front: {@code
   * padded(7, 2)} is 07.
   */
  public JsonBuffer padded(long value, int width) {
    if (width > Long.BYTES) {
      return padded(value / Digits.EIGHT, width - Long.BYTES).eight((int) (value % Digits.EIGHT));
    }
    require(width);
    return last((int) (value % Digits.EIGHT), width);
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

  /** Appends bytes in quotes, as they are. */
  public JsonBuffer quoted(byte[] ascii, int offset, int length) {
    return raw('"').raw(ascii, offset, length).raw('"');
  }

  /** Appends UTF-8 escaped, without quotes. */
  public JsonBuffer escaped(byte[] utf8, int offset, int length) {
    require(length);
    int end = offset + length;
    int from = offset;
    while (end - from >= Long.BYTES) {
      long word = Words.get(utf8, from);
      Words.put(bytes, size, word);
      long found = JsonEscapes.find(word);
      if (found == 0) {
        from += Long.BYTES;
        size += Long.BYTES;
      } else {
        int clean = Long.numberOfTrailingZeros(found) / Byte.SIZE;
        from += clean + 1;
        size += clean;
        escape(utf8[from - 1], end - from);
      }
    }
    return lastEscaped(utf8, from, end);
  }

  /** Less than a word, but read as one where the array has so much. */
  private JsonBuffer lastEscaped(byte[] utf8, int start, int end) {
    int from = start;
    if (from <= utf8.length - Long.BYTES) {
      long word = Words.get(utf8, from);
      Words.put(bytes, size, word);
      if (JsonEscapes.find(word | (-1L << ((end - from) * Byte.SIZE))) == 0) {
        size += end - from;
        return this;
      }
    }
    while (from < end) {
      byte next = utf8[from++];
      if (JsonEscapes.needs(next)) {
        escape(next, end - from);
      } else {
        bytes[size++] = next;
      }
    }
    return this;
  }

  /** Leaves enough room for as many bytes as may follow without an escape. */
  private void escape(byte control, int following) {
    require(JsonEscapes.LONGEST + following);
    size = JsonEscapes.write(control, bytes, size);
  }

  /** Appends bytes in lower-case hexadecimal, without quotes. */
  public JsonBuffer hex(byte[] source, int offset, int length) {
    require(Math.multiplyExact(length, 2));
    size = Hex.write(source, offset, length, bytes, size);
    return this;
  }

  /** Appends the 16 bytes of a uuid in lower-case hexadecimal with hyphens, without quotes. */
  public JsonBuffer uuid(byte[] source, int offset) {
    require(Hex.UUID_LENGTH);
    Hex.writeUuid(source, offset, bytes, size);
    size += Hex.UUID_LENGTH;
    return this;
  }

  /** Appends bytes in base64 with padding, without quotes. */
  public JsonBuffer base64(Base64Alphabet alphabet, byte[] source, int offset, int length) {
    require(Base64Alphabet.encodedLength(length));
    size = alphabet.encode(source, offset, length, bytes, size);
    return this;
  }

  /**
   * Appends the lowest bytes of a number, 1 to 8 of them and the highest one first, in base64 with
   * padding, without quotes.
   */
  public JsonBuffer base64(Base64Alphabet alphabet, long value, int length) {
    require(Base64Alphabet.encodedLength(Long.BYTES));
    size = alphabet.encode(value, length, bytes, size);
    return this;
  }

  private void require(int more) {
    if (more > bytes.length - ROOM - size) {
      grow(more);
    }
  }

  private void grow(int more) {
    long needed = (long) size + more + ROOM;
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
