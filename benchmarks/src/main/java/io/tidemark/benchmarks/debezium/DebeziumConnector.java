package io.tidemark.benchmarks.debezium;

import io.debezium.config.Configuration;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.PostgresValueConverter;
import io.debezium.connector.postgresql.TypeRegistry;
import io.debezium.connector.postgresql.connection.MessageDecoderContext;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationMessage;
import io.debezium.connector.postgresql.connection.pgoutput.PgOutputMessageDecoder;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.relational.TableId;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/**
 * Debezium's decoder with a live type registry and schema, every setting at its default. Belongs to
 * one thread.
 */
public final class DebeziumConnector implements AutoCloseable {
  static final String TOPIC_PREFIX = "bench";

  /** Debezium's default. */
  private static final boolean INCLUDE_UNKNOWN_DATATYPES = false;

  private final PostgresConnectorConfig config;
  private final TypeRegistry types;
  private final PostgresConnection connection;
  private final Schema schema;
  private final PgOutputMessageDecoder decoder;

  /** Connects to the database that the frames come from. */
  public DebeziumConnector(String jdbcUrl) {
    Configuration settings = configuration(jdbcUrl);
    config = new PostgresConnectorConfig(settings);
    types = PostgresConnection.createTypeRegistry(config.getJdbcConfig());
    connection = new PostgresConnection(config, types, PostgresConnection.CONNECTION_GENERAL);
    schema = new Schema(settings, config, connection, types);
    decoder = new PgOutputMessageDecoder(new MessageDecoderContext(config, schema), connection);
  }

  private static Configuration configuration(String jdbcUrl) {
    URI url = URI.create(jdbcUrl.substring("jdbc:".length()));
    return Configuration.create()
        .with("topic.prefix", TOPIC_PREFIX)
        .with("plugin.name", "pgoutput")
        .with("database.hostname", url.getHost())
        .with("database.port", url.getPort())
        .with("database.dbname", url.getPath().substring(1))
        .with("database.user", "postgres")
        .with("database.password", "")
        .build();
  }

  PgOutputMessageDecoder decoder() {
    return decoder;
  }

  TypeRegistry types() {
    return types;
  }

  /** A column's value as the Java object that Debezium's emitter reads; null for NULL. */
  public @Nullable Object value(ReplicationMessage.Column column) {
    return column.getValue(this::pgConnection, INCLUDE_UNKNOWN_DATATYPES);
  }

  private BaseConnection pgConnection() throws SQLException {
    return connection.connection().unwrap(BaseConnection.class);
  }

  PostgresConnectorConfig config() {
    return config;
  }

  PostgresConnection connection() {
    return connection;
  }

  Schema schema() {
    return schema;
  }

  @Override
  public void close() {
    connection.close();
  }

  /** Debezium's schema, whose constructor is for subclasses. */
  static final class Schema extends PostgresSchema {
    @SuppressWarnings("unchecked") // the topic naming strategy is a raw type in Debezium
    Schema(
        Configuration settings,
        PostgresConnectorConfig config,
        PostgresConnection connection,
        TypeRegistry types) {
      super(
          new CdcSourceTaskContext<>(settings, config, Map.of()),
          connection.getDefaultValueConverter(),
          config.getTopicNamingStrategy(PostgresConnectorConfig.TOPIC_NAMING_STRATEGY),
          PostgresValueConverter.of(config, connection.getDatabaseCharset(), types),
          new CustomConverterRegistry(List.of()));
    }

    static TableId tableId(ReplicationMessage message) {
      return parse(message.getTable());
    }
  }
}
