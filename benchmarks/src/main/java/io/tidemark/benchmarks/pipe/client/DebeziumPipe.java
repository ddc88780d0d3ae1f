package io.tidemark.benchmarks.pipe.client;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.format.JsonByteArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Debezium's embedded engine before a producer, as Debezium Server does it: a batch is sent,
 * flushed, and then marked as processed.
 */
final class DebeziumPipe implements ClientProgram {
  private final DebeziumTuning tuning;

  DebeziumPipe(DebeziumTuning tuning) {
    this.tuning = tuning;
  }

  @Override
  public void run(Task task) {
    Properties producer = new Properties();
    producer.setProperty("bootstrap.servers", task.bootstrapServers());
    producer.setProperty("acks", "all");
    producer.setProperty("compression.type", "lz4");
    tuning.producer().forEach(producer::setProperty);
    KafkaProducer<byte[], byte[]> kafka =
        new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer());
    DebeziumEngine<ChangeEvent<byte[], byte[]>> engine =
        DebeziumEngine.create(JsonByteArray.class)
            .using(settings(task))
            .using(
                (success, message, error) -> {
                  if (!success) {
                    throw new IllegalStateException(message, error);
                  }
                })
            .notifying((events, committer) -> publish(kafka, events, committer))
            .build();
    engine.run();
  }

  private static void publish(
      KafkaProducer<byte[], byte[]> kafka,
      List<ChangeEvent<byte[], byte[]>> events,
      RecordCommitter<ChangeEvent<byte[], byte[]>> committer)
      throws InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
    for (ChangeEvent<byte[], byte[]> event : events) {
      sent.add(kafka.send(new ProducerRecord<>(event.destination(), event.key(), event.value())));
    }
    kafka.flush();
    try {
      for (Future<RecordMetadata> record : sent) {
        record.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    for (ChangeEvent<byte[], byte[]> event : events) {
      committer.markProcessed(event);
    }
    committer.markBatchFinished();
  }

  private Properties settings(Task task) {
    Properties settings = new Properties();
    settings.setProperty(
        "offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
    settings.setProperty("key.converter.schemas.enable", "false");
    settings.setProperty("value.converter.schemas.enable", "false");
    tuning.connector(task).forEach(settings::setProperty);
    return settings;
  }
}
