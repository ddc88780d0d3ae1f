package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.pgoutput.Lsn;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What a test keeps of a record that a consumer read: there are hundreds of thousands.
 *
 * @param lsn the change's own position; rows of one key have them in commit order
 * @param after by column, as text; empty if the row is gone
 */
record Event(TopicPartition source, Change change, long xid, long lsn, Map<String, String> after) {

  /** What tells a repeated event from another one. */
  record Identity(long xid, long lsn, Change change) {}

  static Event of(TopicPartition source, String key, JsonNode envelope) {
    Map<String, String> after = new TreeMap<>();
    envelope
        .required("after")
        .properties()
        .forEach(f -> after.put(f.getKey(), f.getValue().asText()));
    JsonNode position = envelope.required("source");
    return new Event(
        source,
        new Change(position.required("table").asText(), key, envelope.required("op").asText()),
        position.required("txId").asLong(),
        position.required("lsn").asLong(),
        after);
  }

  Identity identity() {
    return new Identity(xid, lsn, change);
  }

  @Override
  public String toString() {
    return "%s %s xid %d lsn %s".formatted(source, change, xid, Lsn.format(lsn));
  }
}
