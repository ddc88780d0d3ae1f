/**
 * Events to Apache Kafka or Redpanda: {@code KafkaSink}, whose settings are safe before they are
 * fast.
 *
 * <p>Start reading at {@code KafkaSink}, then {@code ProducerSettings} for what is set, allowed and
 * refused.
 */
@NullMarked
package io.tidemark.publisher.kafka;

import org.jspecify.annotations.NullMarked;
