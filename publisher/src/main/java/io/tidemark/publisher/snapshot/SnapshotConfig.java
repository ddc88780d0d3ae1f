package io.tidemark.publisher.snapshot;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How to take snapshots. Immutable and thread-safe; starts as {@link #of}.
 *
 * @param mode {@code snapshot.mode}
 * @param maxThreads {@code snapshot.max.threads}: connections that read, and their threads
 * @param include {@code snapshot.include.collection.list}: the tables to read, each expression
 *     matched against {@code schema.table}; all when empty
 * @param selects {@code snapshot.select.statement.overrides}: by {@code schema.table}, a SELECT
 *     whose rows to take for the table's
 * @param chunkBlocks pages of a table that are read at once: what a kill repeats at most, per
 *     thread
 */
public record SnapshotConfig(
    SnapshotMode mode,
    int maxThreads,
    List<Pattern> include,
    Map<String, String> selects,
    long chunkBlocks) {

  /** 64 MiB of PostgreSQL's usual pages. */
  public static final long DEFAULT_CHUNK_BLOCKS = 8192;

  /** Checks the numbers, and copies the collections. */
  public SnapshotConfig {
    if (maxThreads < 1 || chunkBlocks < 1) {
      throw new IllegalArgumentException(
          "snapshot: expected at least one thread and one page a chunk, found %d and %d"
              .formatted(maxThreads, chunkBlocks));
    }
    include = List.copyOf(include);
    selects = Map.copyOf(selects);
  }

  /** One thread, all tables, all rows. */
  public static SnapshotConfig of(SnapshotMode mode) {
    return new SnapshotConfig(mode, 1, List.of(), Map.of(), DEFAULT_CHUNK_BLOCKS);
  }

  /** The same with so many threads. */
  public SnapshotConfig threads(int threads) {
    return new SnapshotConfig(mode, threads, include, selects, chunkBlocks);
  }

  /** The same with chunks of another size. */
  public SnapshotConfig chunkBlocks(long blocks) {
    return new SnapshotConfig(mode, maxThreads, include, selects, blocks);
  }

  boolean includes(String table) {
    return include.isEmpty() || include.stream().anyMatch(p -> p.matcher(table).matches());
  }
}
