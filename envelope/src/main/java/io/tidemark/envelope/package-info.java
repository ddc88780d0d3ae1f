/**
 * Turns decoded rows into Debezium-compatible before/after envelopes, written as JSON bytes
 * straight from the wire.
 *
 * <p>Start reading at {@code EnvelopeStream}, which gives the envelopes of a {@link
 * io.tidemark.replication} stream one by one.
 */
@NullMarked
package io.tidemark.envelope;

import org.jspecify.annotations.NullMarked;
