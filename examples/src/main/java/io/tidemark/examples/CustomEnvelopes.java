package io.tidemark.examples;

import io.tidemark.envelope.Envelope;
import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.envelope.EnvelopeStream;
import io.tidemark.envelope.TopicConfig;
import io.tidemark.envelope.TopicRouting;
import io.tidemark.envelope.type.TypeConfig;
import io.tidemark.replication.ReplicationStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gives envelopes topics and values of one's own: one topic for all tables of a schema, and prices
 * as {@link PriceType} writes them.
 *
 * <pre>
 *   java io.tidemark.examples.CustomEnvelopes jdbc:postgresql://localhost:5432/shop replicator orders_slot orders_pub
 * </pre>
 */
public final class CustomEnvelopes {
  private CustomEnvelopes() {}

  /** Takes a JDBC URL, a user, a slot and a publication; prints the envelopes. */
  public static void main(String[] args) {
    try (ReplicationStream stream = ReplicationStream.open(Arguments.replicationConfig(args))) {
      apply(stream, System.out::println);
    }
  }

  private static EnvelopeConfig config() {
    TopicRouting topicPerSchema = relation -> "shop." + relation.namespace();
    return EnvelopeConfig.builder("shop")
        .topics(TopicConfig.of("shop").withRouting(topicPerSchema))
        .types(TypeConfig.builder().custom(List.of(new PriceType())).build())
        .build();
  }

  /** Applies envelopes until the stream is closed. */
  static void apply(ReplicationStream stream, Consumer<Envelope> apply) {
    try (EnvelopeStream envelopes = EnvelopeStream.over(stream, config())) {
      for (Envelope envelope : envelopes) {
        apply.accept(envelope);
        envelopes.acknowledge(envelope.position());
      }
    }
  }
}
