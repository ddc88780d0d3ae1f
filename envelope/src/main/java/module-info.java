/** Turns the rows that {@code io.tidemark.pgwire} decodes into Debezium-compatible envelopes. */
module io.tidemark.envelope {
  requires com.fasterxml.jackson.databind;
  requires org.slf4j;
  requires transitive io.tidemark.pgwire;
  requires static transitive org.jspecify;

  exports io.tidemark.envelope;
  exports io.tidemark.envelope.json;
  exports io.tidemark.envelope.type;
}
