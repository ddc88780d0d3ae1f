/**
 * Measures of a running publisher: from plain counters on its way, and from a connection of its own
 * that asks the server now and then.
 *
 * <p>Start reading at {@code PublisherMetrics}, which hands them to Micrometer; {@code
 * PublisherMonitor} has them without it.
 */
@NullMarked
package io.tidemark.publisher.metrics;

import org.jspecify.annotations.NullMarked;
