package io.tidemark.envelope;

import io.tidemark.envelope.EnvelopeSetting.Section;
import io.tidemark.envelope.EventConfig.FailureHandling;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads the settings that decide which records there are. */
final class EventProperties {
  private static final String OPERATIONS = "c, u, d, t, or none alone";

  private EventProperties() {}

  static EventConfig read(PropertyReader reader) {
    reader.section(Section.EVENTS);
    return new EventConfig(
        reader.flag(
            "tombstones.on.delete",
            true,
            "Whether a null value follows a delete, so that log compaction forgets the key."),
        reader.parsed(
            "skipped.operations",
            "t",
            OPERATIONS,
            "Operations without events: create, update, delete, truncate.",
            text -> operations(PropertyReader.list(text))),
        reader.flag(
            "skip.messages.without.change",
            false,
            "Whether an update that changes nothing has no event; needs REPLICA IDENTITY FULL."),
        reader.flag(
            "provide.transaction.metadata",
            false,
            "Whether events have a `transaction` block, and transactions BEGIN and END records."),
        reader.flag("extended.headers.enabled", true, "The headers `__debezium.context.*`."),
        reader.choice(
            "event.converting.failure.handling.mode",
            FailureHandling.FAIL,
            "What a value that its schema cannot hold does. Debezium's default is `warn`: the value becomes null."));
  }

  private static Set<Operation> operations(List<String> codes) {
    Set<Operation> operations = EnumSet.noneOf(Operation.class);
    if (codes.equals(List.of("none"))) {
      return operations;
    }
    for (String code : codes) {
      switch (code) {
        case "c" -> operations.add(Operation.CREATE);
        case "u" -> operations.add(Operation.UPDATE);
        case "d" -> operations.add(Operation.DELETE);
        case "t" -> operations.add(Operation.TRUNCATE);
        default -> throw new IllegalArgumentException("expected " + OPERATIONS);
      }
    }
    return operations;
  }
}
