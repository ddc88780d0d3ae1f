package io.tidemark.benchmarks.micro;

import io.debezium.connector.postgresql.Module;
import io.tidemark.benchmarks.workload.BenchmarkDatabase;
import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.envelope.EnvelopeEncoder;
import io.tidemark.envelope.EnvelopeSink;
import io.tidemark.replication.JdbcCatalog;
import java.util.Properties;

/** Tidemark's encoder as the benchmarks and their tests set it up. */
final class Encoders {
  private Encoders() {}

  /** Every setting at its default, and Debezium's version in the source block: the same bytes. */
  static EnvelopeEncoder encoder(EnvelopeSink sink) {
    EnvelopeConfig config = EnvelopeConfig.builder("bench").sourceVersion(Module.version()).build();
    return new EnvelopeEncoder(
        config, new JdbcCatalog(BenchmarkDatabase.url(), new Properties()), sink);
  }
}
