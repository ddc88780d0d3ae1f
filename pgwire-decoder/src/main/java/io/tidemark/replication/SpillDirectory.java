package io.tidemark.replication;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of one assembler's own for its spill files, inside the configured one. A lock on a
 * file in it lasts as long as the process, however that ends; a directory whose lock can be had is
 * a dead process's, and is removed when the next one opens.
 *
 * <pre>
 *   spillDirectory/
 *     spill-8161370045/     readable by its owner only, as the files hold rows
 *       lock                locked while the assembler is open
 *       743-1.wal           the changes of transaction 743
 * </pre>
 *
 * Belongs to one thread.
 */
final class SpillDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpillDirectory.class);
  private static final String PREFIX = "spill-";
  private static final String LOCK = "lock";

  /**
   * The directories of this JVM. Their lock files must not even be opened a second time: POSIX
   * drops a process's locks on a file when the process closes any descriptor of it.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel lock;
  private long files;

  private SpillDirectory(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Removes what dead processes left in {@code parent}, and makes a directory there. One at a time
   * in a JVM, so that no directory of its own is new to it.
   */
  static synchronized SpillDirectory open(Path parent) {
    try {
      Files.createDirectories(parent);
      Path absolute = parent.toRealPath();
      removeLeftovers(absolute);
      return create(absolute);
    } catch (IOException e) {
      throw new SpillException("cannot use spillDirectory " + parent, parent, e);
    }
  }

  private static SpillDirectory create(Path parent) throws IOException {
    while (true) {
      Path directory = Files.createTempDirectory(parent, PREFIX);
      Path file = directory.resolve(LOCK);
      try {
        FileChannel lock =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        // Another process may take an unlocked directory for a leftover before the lock is ours.
        if (lock.tryLock() != null && Files.exists(file)) {
          OWN.add(directory);
          return new SpillDirectory(directory, lock);
        }
        lock.close();
      } catch (NoSuchFileException removed) {
        LOG.debug("{} was removed by another process before it was locked", directory);
      }
    }
  }

  private static void removeLeftovers(Path parent) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path directory : found) {
        if (!OWN.contains(directory) && removeIfAbandoned(directory)) {
          LOG.info("removed {}: the process that made it is gone", directory);
        }
      }
    }
  }

  private static boolean removeIfAbandoned(Path directory) throws IOException {
    try (FileChannel lock = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE)) {
      if (lock.tryLock() == null) {
        return false;
      }
      remove(directory);
      return true;
    } catch (NoSuchFileException made) {
      return removeIfEmpty(directory);
    }
  }

  /** One that is not locked yet: its maker notices, and makes another. */
  private static boolean removeIfEmpty(Path directory) throws IOException {
    try {
      return Files.deleteIfExists(directory);
    } catch (DirectoryNotEmptyException locked) {
      return false;
    }
  }

  /** The lock goes last: a directory with files but no lock would never be found abandoned. */
  private static void remove(Path directory) throws IOException {
    Path lock = directory.resolve(LOCK);
    try (DirectoryStream<Path> content = Files.newDirectoryStream(directory)) {
      for (Path file : content) {
        if (!file.equals(lock)) {
          Files.deleteIfExists(file);
        }
      }
    }
    Files.deleteIfExists(lock);
    Files.deleteIfExists(directory);
  }

  /** A new file for a transaction's changes. */
  SpillFile newFile(long xid) {
    return new SpillFile(directory.resolve(xid + "-" + ++files + ".wal"), xid);
  }

  /** Deletes the directory and every file in it. */
  @Override
  public void close() {
    try (lock) {
      if (Files.exists(directory)) { // else someone tidied up, and there is nothing to do
        remove(directory);
      }
    } catch (IOException e) {
      throw new SpillException("cannot remove " + directory, directory, e);
    } finally {
      OWN.remove(directory);
    }
  }
}
