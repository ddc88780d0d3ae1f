/** Decodes PostgreSQL's logical replication stream, and reads it over PgJDBC. */
module io.tidemark.pgwire {
  requires java.sql;
  requires org.postgresql.jdbc;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.tidemark.pgoutput;
  exports io.tidemark.replication;
}
