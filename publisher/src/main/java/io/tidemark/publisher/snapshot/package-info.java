/**
 * Snapshots: publishes the rows that were there before the slot, in parallel, and goes on after a
 * kill where it was. The method and its proof are in {@code docs/adr/snapshots.md}.
 *
 * <p>Start reading at {@code InitialSnapshot}, which decides, then {@code SnapshotAttempt}, which
 * reads at one snapshot, and {@code SnapshotProgress}, what is left to read. {@code
 * IncrementalSnapshot} is what goes on beside the stream.
 */
@NullMarked
package io.tidemark.publisher.snapshot;

import org.jspecify.annotations.NullMarked;
