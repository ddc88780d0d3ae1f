package io.tidemark.replication;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Records of one transaction on disk: appended, then read once from the start. */
final class SpillFile {
  /** The JDK copies what it writes into native memory of the same size: so not all at once. */
  private static final int LARGEST_WRITE = 1 << 20;

  private final Path path;
  private final long xid;
  private final FileChannel channel;
  private long size;

  SpillFile(Path path, long xid) {
    this.path = path;
    this.xid = xid;
    try {
      channel =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw failed("cannot create a file for", e);
    }
  }

  void append(byte[] bytes, int length) {
    try {
      for (int offset = 0; offset < length; ) {
        int slice = Math.min(LARGEST_WRITE, length - offset);
        ByteBuffer source = ByteBuffer.wrap(bytes, offset, slice);
        while (source.hasRemaining()) {
          channel.write(source, size + source.position());
        }
        offset += slice;
      }
    } catch (IOException e) {
      throw failed("cannot write", e);
    }
    size += length;
  }

  /** In bytes. */
  long size() {
    return size;
  }

  /** Reads what is at {@code position} behind {@code offset}; returns how many bytes, never 0. */
  int read(byte[] target, int offset, long position) {
    try {
      int read = channel.read(ByteBuffer.wrap(target, offset, target.length - offset), position);
      if (read <= 0) {
        throw new EOFException("it ends at " + position + " of " + size + " bytes");
      }
      return read;
    } catch (IOException e) {
      throw failed("cannot read back", e);
    }
  }

  void delete() {
    try (channel) {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw failed("cannot delete", e);
    }
  }

  private SpillException failed(String what, IOException cause) {
    return new SpillException(
        what + " the changes of transaction " + xid + " (" + size + " bytes so far) in " + path,
        path,
        cause);
  }
}
