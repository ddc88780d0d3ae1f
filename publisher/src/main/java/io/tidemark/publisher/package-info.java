/**
 * Publishes the envelopes of a replication slot to Redpanda or Kafka, and confirms an LSN to
 * PostgreSQL only after the broker has acknowledged every record up to it.
 *
 * <p>Start reading at {@code Publisher}, the whole pipe, and at {@code EventSink}, what it writes
 * to.
 */
@NullMarked
package io.tidemark.publisher;

import org.jspecify.annotations.NullMarked;
