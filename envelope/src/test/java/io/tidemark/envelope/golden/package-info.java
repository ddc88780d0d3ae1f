/**
 * Debezium as the oracle: the events of the corpus, recorded from it, and those that it emits for a
 * random workload while this library reads the same database.
 */
@NullMarked
package io.tidemark.envelope.golden;

import org.jspecify.annotations.NullMarked;
