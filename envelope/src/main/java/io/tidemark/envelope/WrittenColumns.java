package io.tidemark.envelope;

import io.tidemark.envelope.json.JsonBuffer;
import io.tidemark.pgoutput.Tuple;
import io.tidemark.pgoutput.ValueKind;
import java.util.Arrays;

/**
 * Where the columns of an old row stand that was just written whole, for the new row to copy: most
 * updates leave most columns as they are. Belongs to one thread.
 */
final class WrittenColumns {
  private int count;

  /** Where each column's label begins, and behind the last one where its value ends. */
  private int[] starts = new int[0];

  /** Forgets the last row; the one that follows has at most so many columns. */
  void clear(int columns) {
    if (starts.length <= columns) {
      starts = new int[columns + 1];
    }
    count = 0;
  }

  /** The next column of the old row begins there; after the last one, it ends there. */
  void add(int position) {
    starts[count++] = position;
  }

  /**
   * Copies the columns from {@code first} on that are the same in both rows, up to the first one
   * that differs. A run of them is compared and copied at once: it lies in one piece in either row
   * and in the JSON.
   *
   * @param columns in the order of the relation
   * @param json which still holds the old row
   * @return how many were copied
   */
  int copyEqual(ColumnPlan[] columns, int first, Tuple row, Tuple before, JsonBuffer json) {
    int rowBase = 0;
    int beforeBase = 0;
    int equal = 0; // so many bytes from the two bases on
    int next = first;
    while (next < columns.length && hasSameShape(columns[next].index(), row, before)) {
      int column = columns[next].index();
      int length = row.length(column);
      if (length > 0) {
        int offset = row.offset(column);
        int beforeOffset = before.offset(column);
        if (offset - rowBase != beforeOffset - beforeBase || offset + length - rowBase > equal) {
          rowBase = offset;
          beforeBase = beforeOffset;
          equal = equalBytes(row.buffer(), offset, before.buffer(), beforeOffset);
          if (equal < length) {
            break;
          }
        }
      }
      next++;
    }
    if (next > first) {
      json.raw(json.bytes(), starts[first], starts[next] - starts[first]);
    }
    return next - first;
  }

  /** Whether a column has equal values if the bytes that the new row has of it are equal. */
  private static boolean hasSameShape(int column, Tuple row, Tuple before) {
    ValueKind kind = row.kind(column);
    ValueKind old = before.kind(column);
    return kind == ValueKind.UNCHANGED
        ? old != ValueKind.UNCHANGED
        : kind == old && row.length(column) == before.length(column);
  }

  private static int equalBytes(byte[] row, int offset, byte[] before, int beforeOffset) {
    int length = Math.min(row.length - offset, before.length - beforeOffset);
    int at =
        Arrays.mismatch(row, offset, offset + length, before, beforeOffset, beforeOffset + length);
    return at < 0 ? length : at;
  }
}
