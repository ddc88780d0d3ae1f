package io.tidemark.replication;

import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts a stream.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/protocol-replication.html">START_REPLICATION</a>
 */
final class StartReplication {
  private StartReplication() {}

  /**
   * An option that has its default is left out, because older servers refuse what they do not know.
   */
  static String command(ReplicationConfig config, int protocolVersion) {
    List<String> options = new ArrayList<>();
    options.add(option("proto_version", Integer.toString(protocolVersion)));
    options.add(option("publication_names", Sql.identifiers(config.publications())));
    if (config.binary()) {
      options.add(option("binary", "true"));
    }
    if (config.messages()) {
      options.add(option("messages", "true"));
    }
    if (config.streaming() != Streaming.OFF) {
      options.add(option("streaming", config.streaming().option()));
    }
    if (config.twoPhase()) {
      options.add(option("two_phase", "on"));
    }
    if (config.origin() == OriginFilter.NONE) {
      options.add(option("origin", "none"));
    }
    return "START_REPLICATION SLOT %s LOGICAL %s (%s)"
        .formatted(Sql.identifier(config.slot()), config.startLsn(), String.join(", ", options));
  }

  private static String option(String name, String value) {
    return Sql.identifier(name) + " " + Sql.literal(value);
  }
}
