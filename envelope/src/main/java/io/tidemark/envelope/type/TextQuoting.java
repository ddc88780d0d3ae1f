package io.tidemark.envelope.type;

import io.tidemark.envelope.json.JsonBuffer;

/**
 * Puts text into double quotes where it stands inside a range, a composite or an array and could be
 * misread there. Belongs to one thread.
 */
final class TextQuoting {
  private final String special;
  private final boolean doubled;
  private final boolean nullWord;
  private byte[] scratch = new byte[64];

  private TextQuoting(String special, boolean doubled, boolean nullWord) {
    this.special = special;
    this.doubled = doubled;
    this.nullWord = nullWord;
  }

  static TextQuoting inRange() {
    return new TextQuoting("\"\\()[],", true, false);
  }

  static TextQuoting inRecord() {
    return new TextQuoting("\"\\(),", true, false);
  }

  static TextQuoting inArray(char delimiter) {
    return new TextQuoting("\"\\{}" + delimiter, false, true);
  }

  /** Quotes what was written since {@code start}, if need be. */
  void quote(int start, JsonBuffer text) {
    int length = text.size() - start;
    if (!needsQuotes(text.bytes(), start, length)) {
      return;
    }
    if (scratch.length < length) {
      scratch = new byte[length];
    }
    System.arraycopy(text.bytes(), start, scratch, 0, length);
    text.truncate(start);
    text.raw('"');
    for (int i = 0; i < length; i++) {
      byte c = scratch[i];
      if (c == '"' || c == '\\') {
        text.raw(doubled ? (char) c : '\\');
      }
      text.raw((char) c);
    }
    text.raw('"');
  }

  private boolean needsQuotes(byte[] bytes, int start, int length) {
    if (length == 0 || (nullWord && isNull(bytes, start, length))) {
      return true;
    }
    for (int i = start; i < start + length; i++) {
      byte c = bytes[i];
      if (isSpace(c) || (c > 0 && special.indexOf(c) >= 0)) {
        return true;
      }
    }
    return false;
  }

  /** As C's isspace: blank, tab, line feed, vertical tab, form feed, carriage return. */
  private static boolean isSpace(byte c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isNull(byte[] bytes, int start, int length) {
    return length == 4
        && (bytes[start] | 0x20) == 'n'
        && (bytes[start + 1] | 0x20) == 'u'
        && (bytes[start + 2] | 0x20) == 'l'
        && (bytes[start + 3] | 0x20) == 'l';
  }
}
