package io.tidemark.publisher.snapshot;

import io.tidemark.pgoutput.Row;

/**
 * The last row of a chunk, sent when it is known what follows.
 *
 * @param chunk that is not safe before this row is
 */
record HeldRow(Chunk chunk, Row row) {}
