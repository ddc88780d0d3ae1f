/**
 * Measures the decode hot path with JMH, and the whole pipe from end to end beside Debezium.
 *
 * <p>Everything runs against the servers of {@code io.tidemark.testing}, so that a figure can be
 * repeated on any machine with a JDK and Maven.
 */
@NullMarked
package io.tidemark.benchmarks;

import org.jspecify.annotations.NullMarked;
