package io.tidemark.envelope;

import io.tidemark.envelope.type.ConnectSchema;
import io.tidemark.envelope.type.ConnectSchema.Field;
import java.util.List;
import java.util.Optional;

/** The schemas of Debezium's records, around those of the columns. */
final class EnvelopeSchemas {
  private static final String CONNECTOR = "io.debezium.connector.postgresql.";
  private static final ConnectSchema STRING = ConnectSchema.of("string");
  private static final ConnectSchema OPTIONAL_STRING = STRING.asOptional();
  private static final ConnectSchema INT64 = ConnectSchema.of("int64");
  private static final ConnectSchema OPTIONAL_INT64 = INT64.asOptional();

  private static final ConnectSchema SNAPSHOT =
      ConnectSchema.of("string", "io.debezium.data.Enum")
          .withParameter(
              "allowed",
              "true,first,first_in_data_collection,last_in_data_collection,last,false,incremental")
          .withDefault("\"false\"")
          .asOptional();

  private static final ConnectSchema SOURCE =
      ConnectSchema.struct(
          CONNECTOR + "Source",
          1,
          List.of(
              new Field("version", STRING),
              new Field("connector", STRING),
              new Field("name", STRING),
              new Field("ts_ms", INT64),
              new Field("snapshot", SNAPSHOT),
              new Field("db", STRING),
              new Field("sequence", OPTIONAL_STRING),
              new Field("ts_us", OPTIONAL_INT64),
              new Field("ts_ns", OPTIONAL_INT64),
              new Field("schema", STRING),
              new Field("table", STRING),
              new Field("txId", OPTIONAL_INT64),
              new Field("lsn", OPTIONAL_INT64),
              new Field("xmin", OPTIONAL_INT64),
              new Field("origin", OPTIONAL_STRING),
              new Field("origin_lsn", OPTIONAL_INT64)));

  private static final ConnectSchema TRANSACTION =
      ConnectSchema.struct(
              "event.block",
              1,
              List.of(
                  new Field("id", STRING),
                  new Field("total_order", INT64),
                  new Field("data_collection_order", INT64)))
          .asOptional();

  private static final ConnectSchema COLLECTIONS =
      ConnectSchema.array(
              ConnectSchema.struct(
                      "event.collection",
                      1,
                      List.of(
                          new Field("data_collection", STRING), new Field("event_count", INT64)))
                  .asOptional())
          .asOptional();

  static final ConnectSchema MESSAGE_KEY =
      ConnectSchema.struct(
          CONNECTOR + "MessageKey", 1, List.of(new Field("prefix", OPTIONAL_STRING)));

  static final ConnectSchema TRANSACTION_KEY =
      ConnectSchema.struct(
          "io.debezium.connector.common.TransactionMetadataKey",
          1,
          List.of(new Field("id", STRING)));

  static final ConnectSchema TRANSACTION_VALUE =
      ConnectSchema.struct(
          "io.debezium.connector.common.TransactionMetadataValue",
          1,
          List.of(
              new Field("status", STRING),
              new Field("id", STRING),
              new Field("event_count", OPTIONAL_INT64),
              new Field("data_collections", COLLECTIONS),
              new Field("ts_ms", INT64)));

  static final ConnectSchema HEARTBEAT_KEY =
      ConnectSchema.struct(
          "io.debezium.connector.common.ServerNameKey",
          1,
          List.of(new Field("serverName", STRING)));

  static final ConnectSchema HEARTBEAT_VALUE =
      ConnectSchema.struct(
          "io.debezium.connector.common.Heartbeat", 1, List.of(new Field("ts_ms", INT64)));

  private EnvelopeSchemas() {}

  /**
   * A part of the value of a change.
   *
   * @param struct {@code source} or {@code transaction}; empty for the envelope itself
   */
  static Optional<ConnectSchema> part(String struct, String field) {
    List<Field> fields =
        switch (struct) {
          case "" -> change("", List.of()).fields();
          case "source" -> SOURCE.fields();
          case "transaction" -> TRANSACTION.fields();
          default -> List.of();
        };
    return fields.stream()
        .filter(part -> part.name().equals(field) && !part.schema().type().equals("struct"))
        .map(Field::schema)
        .findFirst();
  }

  /** The value of a change of a table. */
  static ConnectSchema change(String name, List<Field> columns) {
    ConnectSchema row = ConnectSchema.struct(name + ".Value", null, columns).asOptional();
    return ConnectSchema.struct(
        name + ".Envelope",
        2,
        List.of(
            new Field("before", row),
            new Field("after", row),
            new Field("source", SOURCE),
            new Field("transaction", TRANSACTION),
            new Field("op", STRING),
            new Field("ts_ms", OPTIONAL_INT64),
            new Field("ts_us", OPTIONAL_INT64),
            new Field("ts_ns", OPTIONAL_INT64)));
  }

  /** The key of a table. */
  static ConnectSchema key(String name, List<Field> columns) {
    return ConnectSchema.struct(name + ".Key", null, columns);
  }

  /** The value of a logical message. */
  static ConnectSchema message(ConnectSchema content) {
    return ConnectSchema.struct(
        CONNECTOR + "MessageValue",
        1,
        List.of(
            new Field("op", STRING),
            new Field("ts_ms", OPTIONAL_INT64),
            new Field("source", SOURCE),
            new Field("transaction", TRANSACTION),
            new Field(
                "message",
                ConnectSchema.struct(
                    CONNECTOR + "Message",
                    1,
                    List.of(
                        new Field("prefix", OPTIONAL_STRING),
                        new Field("content", content.asOptional()))))));
  }
}
