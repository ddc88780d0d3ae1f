package io.tidemark.examples;

import io.tidemark.replication.ReplicationConfig;
import io.tidemark.replication.ReplicationConfigBuilder;

/** The command line that the three small examples share. */
final class Arguments {
  private Arguments() {}

  static ReplicationConfig replicationConfig(String[] args) {
    if (args.length < 4) {
      throw new IllegalArgumentException(
          "expected JDBC-URL USER SLOT PUBLICATION, found " + args.length + " arguments");
    }
    ReplicationConfigBuilder config =
        ReplicationConfig.builder().url(args[0]).user(args[1]).slot(args[2]).publication(args[3]);
    String password = System.getenv("PGPASSWORD");
    return (password == null ? config : config.password(password)).build();
  }
}
