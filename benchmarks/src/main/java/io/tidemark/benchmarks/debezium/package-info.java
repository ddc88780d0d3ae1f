/**
 * Debezium's own classes, put together as its connector task does it, up to the point that is
 * measured: no queue, no dispatcher, no metrics, no offsets.
 */
@NullMarked
package io.tidemark.benchmarks.debezium;

import org.jspecify.annotations.NullMarked;
