/**
 * The hot paths under JMH, each beside what Debezium does with the same frames. One operation is
 * one row.
 */
@NullMarked
package io.tidemark.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
