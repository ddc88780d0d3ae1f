package io.tidemark.publisher.check;

import io.tidemark.envelope.EnvelopeConfig;
import io.tidemark.publisher.config.PublisherConfig;
import io.tidemark.replication.PublishedTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether what the configuration names is published: what is not has no events, and no error. */
final class FilterCheck {

  private FilterCheck() {}

  /**
   * @param tables those that are published, or will be after the start
   */
  static void run(PublisherConfig config, List<PublishedTable> tables, List<Finding> findings) {
    if (tables.isEmpty()) {
      return; // said already
    }
    EnvelopeConfig envelope = config.envelope();
    String signals = config.signals().table();
    Set<String> names = new HashSet<>();
    Set<String> schemas = new HashSet<>();
    for (PublishedTable table : tables) {
      schemas.add(table.schema());
      names.add(table.schema() + "." + table.name());
    }
    if (!signals.isEmpty() && names.add(signals)) {
      findings.add(
          Finding.warn(
              "signal.data.collection=%s is not published: its signals are not heard"
                  .formatted(signals),
              add(config, signals)));
    }
    matched("schema.include.list", envelope.filters().schemas().include(), schemas, findings);
    matched("table.include.list", envelope.filters().tables().include(), names, findings);
    if (tables.stream().noneMatch(table -> envelope.topic(table.relation()).isPresent())) {
      findings.add(
          Finding.warn(
              "no published table passes the include and exclude lists: there will be no events",
              "table.include.list=…"));
    }
  }

  private static void matched(
      String list, List<Pattern> expressions, Set<String> names, List<Finding> findings) {
    for (Pattern expression : expressions) {
      if (names.stream().noneMatch(name -> expression.matcher(name).matches())) {
        findings.add(
            Finding.warn(
                "%s: %s matches nothing that is published".formatted(list, expression.pattern())));
      }
    }
  }

  private static String add(PublisherConfig config, String table) {
    return "ALTER PUBLICATION %s ADD TABLE %s;"
        .formatted(config.replication().publications().get(0), table);
  }
}
