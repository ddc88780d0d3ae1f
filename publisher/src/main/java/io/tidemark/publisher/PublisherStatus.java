package io.tidemark.publisher;

import io.tidemark.replication.StreamStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a publisher is, at one moment.
 *
 * @param state what it is doing
 * @param stream positions in the WAL; empty while there is no connection
 * @param events sent to the sink over the present connection
 * @param unackedTransactions transactions that have been read and are not wholly acknowledged by
 *     the sink
 * @param unackedBytes keys and values of all their events
 * @param oldestUnacked the age of the first of them; zero when there is none
 */
public record PublisherStatus(
    PublisherState state,
    Optional<StreamStatus> stream,
    long events,
    int unackedTransactions,
    long unackedBytes,
    Duration oldestUnacked) {}
