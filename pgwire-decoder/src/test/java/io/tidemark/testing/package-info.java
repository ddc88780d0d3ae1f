/**
 * Real servers for tests, benchmarks and examples: PostgreSQL and Kafka, started from Maven
 * artifacts with nothing installed.
 *
 * <p>Start reading at {@code TestPostgres} and {@code TestKafka}; both are in the test jars of
 * their modules.
 */
@NullMarked
package io.tidemark.testing;

import org.jspecify.annotations.NullMarked;
