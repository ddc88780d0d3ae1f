package io.tidemark.publisher.snapshot;

import java.util.HashMap;
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
 * @param incrementalChunkSize {@code incremental.snapshot.chunk.size}: rows that an incremental
 *     snapshot reads at once, and holds in memory
 */
public record SnapshotConfig(
    SnapshotMode mode,
    int maxThreads,
    List<Pattern> include,
    Map<String, String> selects,
    long chunkBlocks,
    int incrementalChunkSize) {

  /** 64 MiB of PostgreSQL's usual pages. */
  public static final long DEFAULT_CHUNK_BLOCKS = 8192;

  /** Debezium's. */
  public static final int DEFAULT_INCREMENTAL_CHUNK_SIZE = 1024;

  /** Checks the numbers, and copies the collections. */
  public SnapshotConfig {
    if (maxThreads < 1 || chunkBlocks < 1 || incrementalChunkSize < 1) {
      throw new IllegalArgumentException(
          "snapshot: expected at least one thread, and one page or row a chunk, found %d, %d and %d"
              .formatted(maxThreads, chunkBlocks, incrementalChunkSize));
    }
    include = List.copyOf(include);
    selects = Map.copyOf(selects);
  }

  /** One thread, all tables, all rows. */
  public static SnapshotConfig of(SnapshotMode mode) {
    return new SnapshotConfig(
        mode, 1, List.of(), Map.of(), DEFAULT_CHUNK_BLOCKS, DEFAULT_INCREMENTAL_CHUNK_SIZE);
  }

  /** The same with so many threads. */
  public SnapshotConfig threads(int threads) {
    return new SnapshotConfig(mode, threads, include, selects, chunkBlocks, incrementalChunkSize);
  }

  /** The same with chunks of another size. */
  public SnapshotConfig chunkBlocks(long blocks) {
    return new SnapshotConfig(mode, maxThreads, include, selects, blocks, incrementalChunkSize);
  }

  /** The same with incremental chunks of so many rows. */
  public SnapshotConfig incrementalChunkSize(int rows) {
    return new SnapshotConfig(mode, maxThreads, include, selects, chunkBlocks, rows);
  }

  /** The same for certain tables alone, some with SELECT statements of their own. */
  SnapshotConfig only(List<Pattern> tables, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(selects);
    all.putAll(more);
    return new SnapshotConfig(mode, maxThreads, tables, all, chunkBlocks, incrementalChunkSize);
  }

  boolean includes(String table) {
    return include.isEmpty() || include.stream().anyMatch(p -> p.matcher(table).matches());
  }
}
