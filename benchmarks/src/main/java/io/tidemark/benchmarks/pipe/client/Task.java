package io.tidemark.benchmarks.pipe.client;

import java.util.List;

/**
 * What a client is to drain, and where to.
 *
 * @param url of the database, the superuser in it
 * @param slot which nobody else reads
 * @param publication its publication
 * @param bootstrapServers the brokers; not used by a client that only reads
 * @param topicPrefix of the topics, as Debezium names them
 * @param rows how many there are
 */
public record Task(
    String url,
    String slot,
    String publication,
    String bootstrapServers,
    String topicPrefix,
    long rows) {

  /** The topics of tables. */
  public List<String> topics(List<String> tables) {
    return tables.stream().map(table -> topicPrefix + ".public." + table).toList();
  }

  /** As a command line. */
  public List<String> toArguments() {
    return List.of(url, slot, publication, bootstrapServers, topicPrefix, Long.toString(rows));
  }

  static Task parse(List<String> arguments) {
    return new Task(
        arguments.get(0),
        arguments.get(1),
        arguments.get(2),
        arguments.get(3),
        arguments.get(4),
        Long.parseLong(arguments.get(5)));
  }
}
