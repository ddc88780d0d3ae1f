package io.tidemark.benchmarks.debezium;

import io.debezium.connector.postgresql.PostgresChangeRecordEmitter;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.PostgresPartition;
import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationMessage;
import io.debezium.data.Envelope;
import io.debezium.pipeline.spi.ChangeRecordEmitter;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.relational.TableId;
import io.debezium.relational.TableSchema;
import io.debezium.schema.DataCollectionSchema;
import io.debezium.util.Clock;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.json.JsonConverter;

/**
 * From a decoded message to the JSON bytes of key and value, in the steps of Debezium's streaming
 * source and of the converter behind it. Belongs to one thread.
 */
public final class DebeziumEnvelopes {
  private static final String TOPIC = DebeziumConnector.TOPIC_PREFIX + ".table";

  private final DebeziumConnector debezium;
  private final PostgresPartition partition;
  private final PostgresOffsetContext offset;
  private final JsonConverter keys = converter(true);
  private final JsonConverter values = converter(false);
  private final ChangeRecordEmitter.Receiver<PostgresPartition> receiver;

  /** Hands the bytes of each event to {@code sink}. */
  public DebeziumEnvelopes(DebeziumConnector debezium, Sink sink) {
    this.debezium = debezium;
    partition = new PostgresPartition(DebeziumConnector.TOPIC_PREFIX, "benchmarks");
    offset =
        PostgresOffsetContext.initialContext(
            debezium.config(), debezium.connection(), Clock.system());
    receiver = new Conversion(sink);
  }

  private static JsonConverter converter(boolean forKeys) {
    JsonConverter converter = new JsonConverter();
    converter.configure(Map.of("schemas.enable", "false"), forKeys);
    return converter;
  }

  /** One decoded message at its position. */
  public void process(ReplicationMessage message, long position)
      throws java.sql.SQLException, InterruptedException {
    Lsn lsn = Lsn.valueOf(position);
    Long xid =
        message.getTransactionId().isPresent() ? message.getTransactionId().getAsLong() : null;
    if (message.isTransactionalMessage()) {
      offset.updateWalPosition(
          lsn, lsn, message.getCommitTime(), xid, null, message.getOperation());
      if (message.getOperation() == ReplicationMessage.Operation.COMMIT) {
        offset.updateCommitPosition(lsn, lsn);
      }
      return;
    }
    TableId table = DebeziumConnector.Schema.tableId(message);
    offset.updateWalPosition(
        lsn, lsn, message.getCommitTime(), xid, null, table, message.getOperation());
    new PostgresChangeRecordEmitter(
            partition,
            offset,
            Clock.system(),
            debezium.config(),
            debezium.schema(),
            debezium.connection(),
            table,
            message)
        .emitChangeRecords(debezium.schema().schemaFor(table), receiver);
  }

  /** Receives an event's bytes. */
  @FunctionalInterface
  public interface Sink {
    /** Called once an event, on the decoding thread. */
    void onEvent(byte[] key, byte[] value);
  }

  private final class Conversion implements ChangeRecordEmitter.Receiver<PostgresPartition> {
    private final Sink sink;

    Conversion(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void changeRecord(
        PostgresPartition source,
        DataCollectionSchema schema,
        Envelope.Operation operation,
        Object key,
        Struct value,
        OffsetContext position,
        ConnectHeaders headers) {
      TableSchema table = (TableSchema) schema;
      sink.onEvent(
          keys.fromConnectData(TOPIC, table.keySchema(), key),
          values.fromConnectData(TOPIC, value.schema(), value));
    }
  }
}
