package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import java.util.Arrays;

/**
 * Finds members of JSON objects that this library wrote: no blanks, no duplicate names. The last
 * one that was found is in {@link #start} and {@link #end}. Belongs to one thread.
 */
final class JsonMembers {
  private int start;
  private int end;

  /**
   * Looks for a member of an object.
   *
   * @param objectStart of its brace
   * @param label the member's name in quotes, with the colon
   * @return false when there is none, or no object but null
   */
  boolean find(JsonBuffer json, int objectStart, byte[] label) {
    byte[] bytes = json.bytes();
    if (bytes[objectStart] != '{' || bytes[objectStart + 1] == '}') {
      return false;
    }
    int at = objectStart;
    while (bytes[at] != '}') {
      int name = at + 1;
      start = pastString(bytes, name) + 1;
      end = pastValue(bytes, start);
      if (Arrays.equals(bytes, name, start, label, 0, label.length)) {
        return true;
      }
      at = end;
    }
    return false;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  private static int pastString(byte[] bytes, int quote) {
    int at = quote + 1;
    while (bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private static int pastValue(byte[] bytes, int from) {
    int depth = 0;
    int at = from;
    while (true) {
      switch (bytes[at]) {
        case '"' -> at = pastString(bytes, at) - 1;
        case '{', '[' -> depth++;
        case '}', ']', ',' -> {
          if (depth == 0) {
            return at;
          }
          depth -= bytes[at] == ',' ? 0 : 1;
        }
        default -> {
          // A character of a number or a word
        }
      }
      at++;
    }
  }
}
