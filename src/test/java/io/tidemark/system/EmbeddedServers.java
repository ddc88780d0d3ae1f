package io.tidemark.system;

import io.tidemark.testing.TestKafka;
import io.tidemark.testing.TestPostgres;

/** PostgreSQL from Maven artifacts, and Apache Kafka in this JVM. */
final class EmbeddedServers implements Servers {

  @Override
  public String jdbcUrl(String database) {
    return TestPostgres.shared().jdbcUrl(database);
  }

  @Override
  public String bootstrapServers() {
    return TestKafka.shared().bootstrapServers();
  }
}
