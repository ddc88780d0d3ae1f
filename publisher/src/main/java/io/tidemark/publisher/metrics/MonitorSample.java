package io.tidemark.publisher.metrics;

import io.tidemark.pgoutput.Lsn;
import io.tidemark.publisher.PublisherMeasures;
import io.tidemark.replication.ReplicationSlot;
import java.util.Optional;

/**
 * What was found at one look.
 *
 * @param measures the publisher's
 * @param serverEnd where the server's WAL ended; INVALID when it could not be asked
 * @param slot as the server describes it; empty when it could not be asked, or has none
 * @param bottleneck the slowest stage since the look before; empty when there was nothing to do
 */
public record MonitorSample(
    PublisherMeasures measures,
    Lsn serverEnd,
    Optional<ReplicationSlot> slot,
    Optional<Stage> bottleneck) {}
