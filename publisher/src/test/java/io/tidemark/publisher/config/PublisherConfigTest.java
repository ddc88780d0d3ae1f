package io.tidemark.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.envelope.EnvelopeFormat;
import io.tidemark.envelope.EnvelopeFormat.AddedField;
import io.tidemark.envelope.EnvelopeFormat.DeleteHandling;
import io.tidemark.envelope.FormatConfig;
import io.tidemark.envelope.NameAdjustment;
import io.tidemark.envelope.Operation;
import io.tidemark.envelope.type.TypeConfig.BinaryHandling;
import io.tidemark.envelope.type.TypeConfig.DecimalHandling;
import io.tidemark.publisher.ConfigurationException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublisherConfigTest {
  private static final Map<String, String> LEAST =
      Map.of("database.dbname", "shop", "database.user", "replicator", "topic.prefix", "shop");

  @Test
  void leastSettingsHaveDebeziumsDefaults() {
    PublisherConfig config = PublisherConfig.of(LEAST);
    assertThat(config.replication().url()).isEqualTo("jdbc:postgresql://localhost:5432/shop");
    assertThat(config.replication().slot()).isEqualTo("debezium");
    assertThat(config.replication().publications()).containsExactly("dbz_publication");
    assertThat(config.envelope().types().decimals()).isEqualTo(DecimalHandling.PRECISE);
    assertThat(config.envelope().events().skippedOperations()).containsExactly(Operation.TRUNCATE);
    assertThat(config.stopTimeout()).isEqualTo(Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @CsvSource({
    "db.internal, shop, db.internal:5432/shop",
    "::1, shop, [::1]:5432/shop",
    "2001:db8::7, shop, [2001:db8::7]:5432/shop",
    "'one:5433,two', shop, 'one:5433,two:5432/shop'",
    "localhost, a b/c?d, localhost:5432/a+b%2Fc%3Fd",
  })
  void connectsToTheHostAndDatabaseOfThatName(String host, String database, String place) {
    PublisherConfig config = with("database.hostname", host, "database.dbname", database);
    assertThat(config.replication().url()).isEqualTo("jdbc:postgresql://" + place);
    assertThat(config.replication().database()).isEqualTo(database);
  }

  @Test
  void takesKafkaConnectsConfigurationOfDebezium() {
    PublisherConfig config =
        with(
            "connector.class", "io.debezium.connector.postgresql.PostgresConnector",
            "tasks.max", "1",
            "plugin.name", "pgoutput",
            "database.hostname", "db.internal",
            "database.port", "6432",
            "database.password", "s3cret",
            "database.sslmode", "verify-full",
            "slot.name", "orders",
            "publication.name", "one, two",
            "publication.autocreate.mode", "disabled",
            "snapshot.mode", "never",
            "binary.handling.mode", "base64-url-safe",
            "skipped.operations", "none",
            "value.converter", "org.apache.kafka.connect.json.JsonConverter",
            "value.converter.schemas.enable", "false",
            "producer.override.compression.type", "zstd",
            "producer.linger.ms", "5",
            "driver.loginTimeout", "3");
    assertThat(config.replication().url()).isEqualTo("jdbc:postgresql://db.internal:6432/shop");
    assertThat(config.replication().publications()).containsExactly("one", "two");
    assertThat(config.replication().properties())
        .containsEntry("sslmode", "verify-full")
        .containsEntry("loginTimeout", "3");
    assertThat(config.envelope().types().binaries()).isEqualTo(BinaryHandling.BASE64_URL_SAFE);
    assertThat(config.envelope().events().skippedOperations()).isEmpty();
    assertThat(config.envelope().format().valueSchemas()).isFalse();
    assertThat(config.kafka().producer())
        .containsOnly(Map.entry("compression.type", "zstd"), Map.entry("linger.ms", "5"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bootstrap.servers | b:9092 | bootstrap.servers is not supported: set producer.bootstrap.servers",
        "header.converter | x | header.converter is not supported: records are JSON, with schemas.enable,"
            + " decimal.format and replace.null.with.default for keys and for values; remove it",
        "value.converter.schema.registry.url | x | value.converter.schema.registry.url is not supported: records are"
            + " JSON, with schemas.enable, decimal.format and replace.null.with.default for keys and for values;"
            + " remove it",
        "debezium.source.slot.name | x | debezium.source.slot.name is not supported: take the prefix"
            + " debezium.source. away",
        "table.whitelist | x | table.whitelist is not supported: Debezium renamed it: set table.include.list",
        "value.converter | io.confluent.connect.avro.AvroConverter | value.converter="
            + "io.confluent.connect.avro.AvroConverter: expected org.apache.kafka.connect.json.JsonConverter",
        "slot.nam | x | slot.nam is not a setting; did you mean slot.name?",
        "colour | x | colour is not a setting; remove it, or see docs/settings.md for those that are",
        "database.port | 70000 | database.port=70000: expected an integer from 1 to 65535",
        "tombstones.on.delete | ja | tombstones.on.delete=ja: expected true or false",
        "plugin.name | decoderbufs | plugin.name=decoderbufs: expected pgoutput",
        "snapshot.mode | custom | snapshot.mode=custom: expected one of always, initial, initial_only, never, no_data,"
            + " when_needed",
        "status.update.interval.ms | 10s | status.update.interval.ms=10s: expected milliseconds, at least 10",
        "skipped.operations | r | skipped.operations=r: expected c, u, d, t, or none alone",
        "table.include.lst | x | table.include.lst is not a setting; did you mean table.include.list?",
        "table.include.list | ( | table.include.list=(: expected a regular expression, found ( (Unclosed group)",
        "column.mask.hash.MD0.with.salt.s | a | column.mask.hash.v2.ALGORITHM.with.salt.SALT: expected a digest"
            + " that this JVM has, such as SHA-256; found MD0",
        "max.batch.size | 1 | max.batch.size is not supported: there is no queue between reader and"
            + " producer; remove it",
        "transforms | a,b | transforms=a,b: expected one transform at most, of the type"
            + " io.debezium.transforms.ExtractNewRecordState",
        "transforms | route | transforms.route.type is not set: expected"
            + " io.debezium.transforms.ExtractNewRecordState. Any other transform is refused.",
        "transforms.unwrap.drop.fields.header.name | x | transforms.unwrap.drop.fields.header.name is not supported: of"
            + " transforms"
            + " only io.debezium.transforms.ByLogicalTableRouter and ExtractNewRecordState exist, the latter with"
            + " type, delete.tombstone.handling.mode, route.by.field, add.fields, add.headers and their prefixes;"
            + " remove it, or transform in the consumer",
      })
  void namesSettingAndRemedy(String name, String value, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> with(name, value))
        .withMessage(message);
  }

  @Test
  void takesEverySettingOfEnvelopes() {
    EnvelopeConfig envelope =
        with(
                "table.include.list", "public.orders,public.lines",
                "column.mask.with.5.chars", "public.orders.name",
                "message.key.columns", "public.orders:code",
                "include.unknown.datatypes", "true",
                "provide.transaction.metadata", "true",
                "topic.transaction", "tx",
                "schema.name.adjustment.mode", "avro",
                "key.converter.schemas.enable", "true",
                "key.converter.decimal.format", "NUMERIC",
                "value.converter.schemas.enable", "true",
                "value.converter.replace.null.with.default", "true",
                "unavailable.value.handling", "omit",
                "unavailable.value.header", "gone",
                "transforms", "unwrap",
                "transforms.unwrap.type", "io.debezium.transforms.ExtractNewRecordState",
                "transforms.unwrap.delete.tombstone.handling.mode", "delete-to-tombstone",
                "transforms.unwrap.add.fields", "op,source.lsn,table:from")
            .envelope();
    assertThat(envelope.filters().tables().include()).hasSize(2);
    assertThat(envelope.columns().rules()).hasSize(1);
    assertThat(envelope.columns().keys()).hasSize(1);
    assertThat(envelope.types().includeUnknown()).isTrue();
    assertThat(envelope.events().provideTransactionMetadata()).isTrue();
    assertThat(envelope.topics().transactionName()).isEqualTo("tx");
    assertThat(envelope.names().schemas()).isEqualTo(NameAdjustment.AVRO);
    assertThat(envelope.format())
        .isEqualTo(
            new FormatConfig(
                new FormatConfig.Keys(true, false, true),
                true,
                true,
                new FormatConfig.Unavailable(FormatConfig.UnavailableHandling.OMIT, "gone"),
                new EnvelopeFormat.Flattened(
                    DeleteHandling.DELETE_TO_TOMBSTONE,
                    List.of(
                        new AddedField("", "op", "__op"),
                        new AddedField("source", "lsn", "__source_lsn"),
                        new AddedField("source", "table", "__from")),
                    List.of(),
                    "")));
  }

  @Test
  void namesEveryProblemAtOnce() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> PublisherConfig.of(Map.of("database.user", "x", "slot.nam", "y")))
        .satisfies(
            e ->
                assertThat(e.getMessage().lines())
                    .satisfiesExactly(
                        line -> assertThat(line).startsWith("slot.nam is not a setting"),
                        line ->
                            assertThat(line)
                                .startsWith("database.dbname is not set: expected text"),
                        line ->
                            assertThat(line).startsWith("topic.prefix is not set: expected text")));
  }

  @Test
  void wantsToKnowAboutSchemasWhereKafkaConnectsDefaultDiffers() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> with("value.converter", "org.apache.kafka.connect.json.JsonConverter"))
        .withMessageStartingWith("value.converter is set without value.converter.schemas.enable");
  }

  @Test
  void contradictionsFoundByTheStreamsOwnChecksAreConfigurationErrorsToo() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> with("slot.name", "Not A Slot"))
        .withMessageContaining("Not A Slot");
  }

  @Test
  void showsNoSecret() {
    PublisherConfig config =
        with(
            "database.password", "s3cret1",
            "database.sslpassword", "s3cret2",
            "producer.sasl.jaas.config", "ScramLoginModule required password=\"s3cret3\";",
            "producer.ssl.keystore.password", "s3cret4");
    assertThat(config.toString()).doesNotContain("s3cret").contains("sasl.jaas.config=***");
  }

  private static PublisherConfig with(String... more) {
    Map<String, String> settings = new HashMap<>(LEAST);
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return PublisherConfig.of(settings);
  }
}
