package io.tidemark.publisher.kafka;

import java.util.Optional;

/** What would become of a topic that does not exist. */
public sealed interface PlannedTopic {

  /**
   * The brokers would not create it.
   *
   * @param reason theirs
   */
  record Refused(String reason) implements PlannedTopic {}

  /**
   * They would create it.
   *
   * @param topic as it would be; empty when they do not say, as to a user who may not read settings
   */
  record Accepted(Optional<TopicState> topic) implements PlannedTopic {}
}
