package io.tidemark.system;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.redpanda.RedpandaContainer;

/** PostgreSQL and Redpanda from their images; Testcontainers stops them when this JVM ends. */
final class ContainerServers implements Servers {
  private final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18-alpine");
  private final RedpandaContainer redpanda =
      new RedpandaContainer("docker.redpanda.com/redpandadata/redpanda:v25.3.1");

  ContainerServers() {
    postgres.setCommand("postgres", "-c", "wal_level=logical");
    postgres.start();
    redpanda.start();
  }

  /** The condition of the tests that need Docker: where there is none, it says so in one line. */
  static boolean available() {
    boolean available = DockerClientFactory.instance().isDockerAvailable();
    if (!available) {
      System.err.println(
          "SKIPPED: the system tests on PostgreSQL and Redpanda images need a Docker engine;"
              + " start one and run: mvn verify -pl src/test -am -Dtest='Container*Test'"
              + " -Dsurefire.failIfNoSpecifiedTests=false");
    }
    return available;
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s?user=%s&password=%s"
        .formatted(
            postgres.getHost(),
            postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
            database,
            postgres.getUsername(),
            postgres.getPassword());
  }

  @Override
  public String bootstrapServers() {
    return redpanda.getBootstrapServers();
  }
}
