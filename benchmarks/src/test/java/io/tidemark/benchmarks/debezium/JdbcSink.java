package io.tidemark.benchmarks.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.connector.jdbc.JdbcSinkConnectorTask;
import io.debezium.transforms.ExtractNewRecordState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's JDBC sink, driven as a Connect worker drives it: bytes through the JSON converter,
 * through transforms, into the task. Belongs to one thread.
 */
final class JdbcSink implements AutoCloseable {
  private final JsonConverter keys = new JsonConverter();
  private final JsonConverter values = new JsonConverter();
  private final @Nullable ExtractNewRecordState<SinkRecord> flatten;
  private final JdbcSinkConnectorTask task = new JdbcSinkConnectorTask();

  /**
   * @param flat whether records lose their envelope first, as users of other sinks have it
   */
  JdbcSink(String url, String user, boolean flat) {
    Map<String, String> schemas = Map.of("schemas.enable", "true");
    keys.configure(schemas, true);
    values.configure(schemas, false);
    flatten = flat ? new ExtractNewRecordState<>() : null;
    if (flatten != null) {
      flatten.configure(Map.of());
    }
    task.start(
        Map.of(
            "name", "jdbc-sink",
            "connection.url", url,
            "connection.username", user,
            "connection.password", "none",
            "insert.mode", "upsert",
            "delete.enabled", "true",
            "primary.key.mode", "record_key",
            "schema.evolution", "none"));
  }

  /** Applies them all, or fails with what the task stumbled over. */
  void put(List<ConsumerRecord<byte[], byte[]>> consumed) {
    List<SinkRecord> records = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumed) {
      SinkRecord converted = convert(record);
      SinkRecord transformed = flatten == null ? converted : flatten.apply(converted);
      if (transformed != null) {
        records.add(transformed);
      }
    }
    task.put(records);
    assertThat(task.getLastProcessingException()).isNull();
  }

  private SinkRecord convert(ConsumerRecord<byte[], byte[]> record) {
    SchemaAndValue key = keys.toConnectData(record.topic(), record.key());
    SchemaAndValue value = values.toConnectData(record.topic(), record.value());
    return new SinkRecord(
        record.topic(),
        record.partition(),
        key.schema(),
        key.value(),
        value.schema(),
        value.value(),
        record.offset(),
        record.timestamp(),
        TimestampType.CREATE_TIME);
  }

  @Override
  public void close() {
    task.stop();
    keys.close();
    values.close();
    if (flatten != null) {
      flatten.close();
    }
  }
}
