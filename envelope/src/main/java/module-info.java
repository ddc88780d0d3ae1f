/** Turns the rows that {@code io.tidemark.pgwire} decodes into Debezium-compatible envelopes. */
module io.tidemark.envelope {
  requires com.fasterxml.jackson.databind;
  requires transitive io.tidemark.pgwire;

  exports io.tidemark.envelope;
}
