package io.tidemark.replication;

import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Reads a {@link TransactionLog} record by record, the oldest first. Belongs to one thread. */
final class LogReader {
  private static final int READ_BYTES = 256 << 10;

  private final @Nullable SpillFile file;
  private long position;
  private final Iterator<TransactionLog.Chunk> chunks;

  /** What was read of the file, or a chunk. */
  private byte[] buffer;

  private int start;
  private int end;

  LogReader(@Nullable SpillFile file, Iterator<TransactionLog.Chunk> chunks) {
    this.file = file;
    this.chunks = chunks;
    buffer = new byte[file == null ? 0 : (int) Math.min(READ_BYTES, file.size())];
  }

  /** Hands over the next record; false at the end. */
  boolean next(Records.Reader reader) {
    int length = Records.length(buffer, start, end);
    while (length == 0 || length > end - start) {
      if (file != null && position < file.size()) {
        readOn(file, length);
      } else if (chunks.hasNext()) {
        TransactionLog.Chunk chunk = chunks.next();
        buffer = chunk.bytes;
        start = 0;
        end = chunk.used;
      } else {
        return false;
      }
      length = Records.length(buffer, start, end);
    }
    start = Records.read(buffer, start, reader);
    return true;
  }

  /** Moves what is left of the buffer to its front, and fills the rest. */
  private void readOn(SpillFile from, int needed) {
    byte[] target = needed > buffer.length ? Arrays.copyOf(buffer, needed) : buffer;
    System.arraycopy(buffer, start, target, 0, end - start);
    buffer = target;
    end -= start;
    start = 0;
    int read = from.read(buffer, end, position);
    position += read;
    end += read;
  }
}
