/**
 * The comparison from PostgreSQL to Kafka: every system drains the identical backlog, in turn.
 *
 * <p>Start reading at {@code Drain}, which is one run; then {@code Contender}, the systems, and
 * {@code StandardLoad}, what they drain.
 */
@NullMarked
package io.tidemark.benchmarks.pipe;

import org.jspecify.annotations.NullMarked;
