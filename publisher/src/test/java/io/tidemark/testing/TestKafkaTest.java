package io.tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class TestKafkaTest {

  @Test
  void keepsWhatWasProducedAcrossStopAndStart() throws Exception {
    try (TestKafka kafka = TestKafka.start()) {
      kafka.createTopic("orders", 1, Map.of("cleanup.policy", "compact"));
      produce(kafka, "orders", "first");
      kafka.restart();
      produce(kafka, "orders", "second");

      assertThat(consume(kafka, "orders", 2)).containsExactly("first", "second");
      assertThatThrownBy(kafka::kill)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("startProcess");
    }
  }

  @Test
  void createsTopicsOnFirstUse() throws Exception {
    produce(TestKafka.shared(), "created-on-first-use", "hello");

    assertThat(consume(TestKafka.shared(), "created-on-first-use", 1)).containsExactly("hello");
  }

  @Tag("slow")
  @Test
  void killedProcessComesBackWithItsRecords() throws Exception {
    try (TestKafka kafka = TestKafka.startProcess(Map.of("message.max.bytes", "2000000"))) {
      produce(kafka, "orders", "first");
      kafka.kill();
      kafka.restart();
      produce(kafka, "orders", "second");

      assertThat(consume(kafka, "orders", 2)).containsExactly("first", "second");
    }
  }

  private static void produce(TestKafka kafka, String topic, String value) throws Exception {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "acks",
            "all",
            "compression.type",
            "lz4");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "key-of-" + value, value)).get();
    }
  }

  private static List<String> consume(TestKafka kafka, String topic, int count) {
    List<String> values = new ArrayList<>();
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      for (int polls = 0; polls < 100 && values.size() < count; polls++) {
        consumer.poll(Duration.ofMillis(200)).forEach(received -> values.add(received.value()));
      }
    }
    return values;
  }
}
