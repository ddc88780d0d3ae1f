package io.tidemark.publisher.metrics;

/** A part of the way that may be the slowest. */
public enum Stage {
  /** PostgreSQL's process that decodes the WAL and sends it. */
  WALSENDER,
  /** The publisher's own thread, which decodes and encodes. */
  DECODER,
  /** The Kafka producer's thread, which compresses and sends. */
  PRODUCER,
  /** The brokers. */
  BROKER
}
