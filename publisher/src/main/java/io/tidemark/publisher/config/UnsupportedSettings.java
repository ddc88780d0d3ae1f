package io.tidemark.publisher.config;

import java.util.List;
import java.util.Optional;

/**
 * Settings of Debezium and Kafka Connect that mean something there and nothing here, and what to do
 * instead.
 */
final class UnsupportedSettings {

  /**
   * @param name a whole name, or a prefix when it ends with a dot
   * @param remedy completes "…is not supported: "
   */
  private record Unsupported(String name, String remedy) {
    boolean matches(String key) {
      return key.equals(name) || (name.endsWith(".") && key.startsWith(name));
    }
  }

  private static final String QUEUE = "there is no queue between reader and producer; remove it";
  private static final String SLOT_ONLY =
      "the slot is the only position, and moves by itself when the database is idle; remove it";
  private static final String SNAPSHOT =
      "tables are read with COPY, without locks, at the slot's own snapshot; remove it";
  private static final String TRANSFORM =
      "of transforms only io.debezium.transforms.ByLogicalTableRouter and ExtractNewRecordState exist, the latter"
          + " with type, delete.tombstone.handling.mode, route.by.field, add.fields, add.headers and their prefixes;"
          + " remove it, or transform in the consumer";
  private static final String WINDOWS =
      "a snapshot's place in the stream is known without writing to the database; remove it";
  private static final String SIGNALS =
      "signals come through signal.data.collection or logical messages, and are answered in the log; remove it";

  private static final String WORKER = "it is the Connect worker's; remove it";
  private static final String CONVERTER =
      "records are JSON, with schemas.enable, decimal.format and replace.null.with.default for keys and for values;"
          + " remove it";

  private static final List<Unsupported> TABLE =
      List.of(
          new Unsupported("converters", "write a TypeFamily, in code; remove it"),
          new Unsupported("custom.", "remove it"),
          new Unsupported("database.initial.statements", "use ALTER ROLE … SET, and remove this"),
          new Unsupported("database.query.timeout.ms", "set driver.socketTimeout"),
          new Unsupported("database.sslfactory", "set driver.sslfactory"),
          new Unsupported(
              "event.processing.failure.handling.mode", "a failure ends the publisher; remove it"),
          new Unsupported("guardrail.", "remove it"),
          new Unsupported("query.fetch.size", SNAPSHOT),
          new Unsupported("read.only", SIGNALS),
          new Unsupported("sourceinfo.struct.maker", "remove it"),
          new Unsupported("streaming.delay.ms", "remove it"),
          new Unsupported("table.ignore.builtin", "a publication has no system tables; remove it"),
          new Unsupported("transaction.metadata.factory", "remove it"),
          new Unsupported("post.processors", TRANSFORM),
          new Unsupported("transforms.", TRANSFORM),
          new Unsupported("predicates", TRANSFORM),
          new Unsupported("predicates.", TRANSFORM),
          new Unsupported("max.queue.size", QUEUE),
          new Unsupported("max.batch.size", QUEUE),
          new Unsupported("poll.interval.ms", QUEUE),
          new Unsupported("queue.provider.type", QUEUE),
          new Unsupported("flush.lsn.source", SLOT_ONLY),
          new Unsupported("lsn.flush.", SLOT_ONLY),
          new Unsupported("offset.", SLOT_ONLY),
          new Unsupported(
              "slot.drop.on.stop",
              "a slot that goes loses events; drop it with pg_drop_replication_slot"),
          new Unsupported("slot.max.retries", "remove it"),
          new Unsupported("slot.retry.delay.ms", "remove it"),
          new Unsupported("slot.stream.params", "remove it"),
          new Unsupported(
              "publish.via.partition.root", "set publish_via_partition_root of the publication"),
          new Unsupported(
              "replica.identity.autoset.values",
              "use ALTER TABLE … REPLICA IDENTITY, and remove this"),
          new Unsupported("snapshot.", SNAPSHOT),
          new Unsupported("incremental.snapshot.", WINDOWS),
          new Unsupported("signal.", SIGNALS),
          new Unsupported("notification.", SIGNALS),
          new Unsupported(
              "schema.history.", "PostgreSQL's connector has no schema history; remove it"),
          new Unsupported(
              "errors.",
              "only errors.max.retries, errors.retry.delay.* and errors.deadletterqueue.topic.name exist; remove it"),
          new Unsupported("retriable.restart.connector.wait.ms", "set errors.retry.delay.max.ms"),
          new Unsupported("exactly.once.", "delivery is at least once; remove it"),
          new Unsupported("transaction.boundary", "delivery is at least once; remove it"),
          new Unsupported("openlineage.", "remove it"),
          new Unsupported("advanced.metrics.enable", "see docs/metrics.md; remove it"),
          new Unsupported("statistics.metrics.enabled", "see docs/metrics.md; remove it"),
          new Unsupported("create.slot.command.timeout", "remove it"),
          new Unsupported("connection.validation.timeout.ms", "set driver.connectTimeout"),
          new Unsupported("poll.dispatch.interval.ms", QUEUE),
          new Unsupported("slot.seek.to.known.offset.on.start", SLOT_ONLY),
          new Unsupported("legacy.snapshot.max.threads", "set snapshot.max.threads"),
          new Unsupported("include.schema.changes", "PostgreSQL's connector has none; remove it"),
          new Unsupported("internal.", "remove it"),
          new Unsupported("bootstrap.servers", "set producer.bootstrap.servers"),
          new Unsupported("key.converter.", CONVERTER),
          new Unsupported("value.converter.", CONVERTER),
          new Unsupported("header.converter", CONVERTER),
          new Unsupported("header.converter.", CONVERTER),
          new Unsupported("consumer.override.", "nothing is consumed; remove it"),
          new Unsupported("admin.override.", "set producer.override.*, which serves both"),
          new Unsupported("offsets.", SLOT_ONLY),
          new Unsupported("transaction.boundary.", "delivery is at least once; remove it"),
          new Unsupported("topic.creation.enable", WORKER),
          new Unsupported("tasks.max.enforce", WORKER),
          new Unsupported("connector.plugin.version", WORKER),
          new Unsupported("config.action.reload", WORKER),
          new Unsupported(
              "config.providers", "${env:…}, ${file:…} and ${dir:…} are built in; remove it"),
          new Unsupported(
              "config.providers.", "${env:…}, ${file:…} and ${dir:…} are built in; remove it"),
          new Unsupported("debezium.source.", "take the prefix debezium.source. away"),
          new Unsupported("debezium.", "it is Debezium Server's; for the brokers set producer.*"),
          renamed("database.server.name", "topic.prefix"),
          renamed("toasted.value.placeholder", "unavailable.value.placeholder"),
          renamed("sanitize.field.names", "field.name.adjustment.mode"),
          renamed("heartbeat.topics.prefix", "topic.heartbeat.prefix"),
          renamed("transaction.topic", "topic.transaction"),
          renamed("truncate.handling.mode", "skipped.operations"),
          renamed("schema.whitelist", "schema.include.list"),
          renamed("schema.blacklist", "schema.exclude.list"),
          renamed("table.whitelist", "table.include.list"),
          renamed("table.blacklist", "table.exclude.list"),
          renamed("column.whitelist", "column.include.list"),
          renamed("column.blacklist", "column.exclude.list"),
          new Unsupported(
              "database.history.", "PostgreSQL's connector has no schema history; remove it"));

  private UnsupportedSettings() {}

  private static Unsupported renamed(String old, String name) {
    return new Unsupported(old, "Debezium renamed it: set " + name);
  }

  /** What to do instead, for a name that Debezium knows. */
  static Optional<String> remedy(String name) {
    return TABLE.stream().filter(u -> u.matches(name)).map(Unsupported::remedy).findFirst();
  }
}
