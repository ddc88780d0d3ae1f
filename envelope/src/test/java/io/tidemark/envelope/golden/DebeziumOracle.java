package io.tidemark.envelope.golden;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;

/** Debezium's embedded engine on a slot of its own, and the JSON converter of Kafka Connect. */
final class DebeziumOracle implements AutoCloseable {
  private final JsonConverter keys = new JsonConverter();
  private final JsonConverter values = new JsonConverter();
  private final Arrivals arrivals = new Arrivals("Debezium");
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;

  DebeziumOracle(Map<String, String> connector, Map<String, String> converter) {
    keys.configure(converter, true);
    values.configure(converter, false);
    engine =
        DebeziumEngine.create(Connect.class)
            .using(properties(connector))
            .using((success, message, error) -> ended(message, error))
            .notifying(event -> arrivals.add(json(event.value())))
            .build();
    executor.execute(engine);
  }

  private static Properties properties(Map<String, String> connector) {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "name", "oracle",
            "connector.class", "io.debezium.connector.postgresql.PostgresConnector",
            "plugin.name", "pgoutput",
            "publication.autocreate.mode", "disabled",
            "snapshot.mode", "no_data",
            "offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore",
            "offset.flush.interval.ms", "60000",
            "poll.interval.ms", "5",
            "errors.max.retries", "0"));
    properties.putAll(connector);
    return properties;
  }

  private void ended(String message, Throwable error) {
    arrivals.fail(new IllegalStateException(message, error));
  }

  private ObjectNode json(SourceRecord record) {
    try {
      ObjectNode event = JsonNodeFactory.instance.objectNode();
      String topic = record.topic();
      event.put("topic", topic);
      event.set("key", Json.parse(keys.fromConnectData(topic, record.keySchema(), record.key())));
      event.set(
          "value", Json.parse(values.fromConnectData(topic, record.valueSchema(), record.value())));
      ObjectNode headers = event.putObject("headers");
      for (Header header : record.headers()) {
        byte[] json =
            values.fromConnectHeader(topic, header.key(), header.schema(), header.value());
        headers.set(header.key(), Json.parse(json));
      }
      return event;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Arrivals arrivals() {
    return arrivals;
  }

  @Override
  public void close() throws IOException {
    engine.close();
    executor.shutdown();
  }

  /** The settings that lead to a database. */
  static Map<String, String> connection(int port, String database, String user) {
    Map<String, String> connection = new HashMap<>();
    connection.put("database.hostname", "localhost");
    connection.put("database.port", Integer.toString(port));
    connection.put("database.user", user);
    connection.put("database.password", "");
    connection.put("database.dbname", database);
    return connection;
  }
}
