package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.pgoutput.Lsn;
import org.apache.kafka.common.TopicPartition;

/**
 * A record that a consumer read.
 *
 * @param value the envelope
 */
record Event(TopicPartition source, String key, JsonNode value) {

  /** What tells a repeated event from another one. */
  record Identity(long xid, long lsn, Change change) {}

  Identity identity() {
    return new Identity(xid(), lsn(), change());
  }

  Change change() {
    return new Change(value.at("/source/table").asText(), key, value.required("op").asText());
  }

  long xid() {
    return value.at("/source/txId").asLong();
  }

  /** The change's own position; rows of one key have them in commit order. */
  long lsn() {
    return value.at("/source/lsn").asLong();
  }

  @Override
  public String toString() {
    return "%s %s %s xid %d lsn %s"
        .formatted(source, value.required("op").asText(), key, xid(), Lsn.format(lsn()));
  }
}
