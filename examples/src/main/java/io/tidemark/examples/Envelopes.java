package io.tidemark.examples;

import io.tidemark.envelope.Envelope;
import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.envelope.EnvelopeStream;
import io.tidemark.replication.ReplicationStream;
import java.util.function.Consumer;

/**
 * Takes Debezium-compatible envelopes without a broker, and acknowledges each one once it is
 * applied.
 *
 * <pre>
 *   java io.tidemark.examples.Envelopes jdbc:postgresql://localhost:5432/shop replicator orders_slot orders_pub
 * </pre>
 */
public final class Envelopes {
  private Envelopes() {}

  /** Takes a JDBC URL, a user, a slot and a publication; prints the envelopes. */
  public static void main(String[] args) {
    try (ReplicationStream stream = ReplicationStream.open(Arguments.replicationConfig(args))) {
      apply(stream, System.out::println);
    }
  }

  /** Applies envelopes until the stream is closed. */
  static void apply(ReplicationStream stream, Consumer<Envelope> apply) {
    try (EnvelopeStream envelopes =
        EnvelopeStream.over(stream, EnvelopeConfig.debeziumJson("shop"))) {
      for (Envelope envelope : envelopes) {
        apply.accept(envelope);
        envelopes.acknowledge(envelope.position()); // this one and every one before it
      }
    }
  }
}
