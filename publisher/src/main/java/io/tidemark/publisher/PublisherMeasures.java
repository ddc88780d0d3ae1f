package io.tidemark.publisher;

import io.tidemark.envelope.EventCount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a publisher has done since it was built, in plain numbers for whoever shows them.
 *
 * @param status at the same moment
 * @param wal positions; empty while there is no connection
 * @param events records written, by table and operation; {@code READ} for a snapshot's rows
 * @param deliveries how long transactions took to be acknowledged
 * @param waited how long it waited for the server
 * @param sink what the sink tells
 * @param retries how often it has started again after a failure
 * @param snapshot as {@link Publisher#snapshot}
 */
public record PublisherMeasures(
    PublisherStatus status,
    Optional<WalLadder> wal,
    List<EventCount> events,
    DeliveryTimes deliveries,
    Duration waited,
    SinkMeasures sink,
    long retries,
    Optional<SnapshotStatus> snapshot) {

  /** Copies the list. */
  public PublisherMeasures {
    events = List.copyOf(events);
  }
}
