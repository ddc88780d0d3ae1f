package io.tidemark.replication;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Records} of one held transaction: the older ones in a file once memory ran short, the
 * newer ones in memory. Belongs to one thread.
 */
final class TransactionLog {
  private static final int SMALLEST_CHUNK = 8 << 10;
  private static final int LARGEST_CHUNK = 256 << 10;

  private final long xid;
  private final BufferBudget budget;
  private final SpillDirectory directory;
  private final List<Chunk> chunks = new ArrayList<>();
  private long bytesInMemory;
  private @Nullable SpillFile file;

  TransactionLog(long xid, BufferBudget budget, SpillDirectory directory) {
    this.xid = xid;
    this.budget = budget;
    this.directory = directory;
    budget.add(this);
  }

  /** Memory that holds whole records; the rest of it is unused. */
  static final class Chunk {
    final byte[] bytes;
    int used;

    Chunk(int size) {
      bytes = new byte[size];
    }
  }

  /** What counts against the budget. */
  long bytesInMemory() {
    return bytesInMemory;
  }

  /** Appends one record. */
  void append(byte[] record, int length) {
    if (length > budget.limit()) { // one row alone is more than may be kept
      spill();
      write(record, length);
      return;
    }
    Chunk chunk = chunkFor(length);
    System.arraycopy(record, 0, chunk.bytes, chunk.used, length);
    chunk.used += length;
  }

  private Chunk chunkFor(int length) {
    if (!chunks.isEmpty()) {
      Chunk last = chunks.get(chunks.size() - 1);
      if (last.bytes.length - last.used >= length) {
        return last;
      }
    }
    // As large as all before it: small transactions stay small, large ones have few chunks.
    long grown = Math.max(SMALLEST_CHUNK, Math.min(LARGEST_CHUNK, bytesInMemory));
    int size = (int) Math.max(length, Math.min(grown, budget.limit() / 4));
    budget.reserve(size); // may spill the chunks of this very log
    Chunk chunk = new Chunk(size);
    chunks.add(chunk);
    bytesInMemory += size;
    return chunk;
  }

  /** Moves everything from memory to disk. */
  void spill() {
    for (Chunk chunk : chunks) {
      write(chunk.bytes, chunk.used);
    }
    forget();
  }

  private void write(byte[] bytes, int length) {
    file().append(bytes, length);
    budget.spilled(length);
  }

  private SpillFile file() {
    if (file == null) {
      file = directory.newFile(xid);
    }
    return file;
  }

  private void forget() {
    chunks.clear();
    budget.release(bytesInMemory);
    bytesInMemory = 0;
  }

  /** Every record, in the order in which they were appended; of a log that nothing is added to. */
  LogReader reader() {
    return new LogReader(file, chunks.iterator());
  }

  /** Gives memory and disk back. */
  void delete() {
    forget();
    budget.remove(this);
    if (file != null) {
      budget.spilled(-file.size());
      file.delete();
    }
  }
}
