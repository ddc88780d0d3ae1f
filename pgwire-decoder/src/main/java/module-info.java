/** Decodes PostgreSQL's logical replication stream, and reads it over PgJDBC. */
module io.tidemark.pgwire {
  requires transitive java.sql;
  requires org.postgresql.jdbc;
  requires org.slf4j;
  requires static org.checkerframework.checker.qual;
  requires static transitive org.jspecify;

  exports io.tidemark.pgoutput;
  exports io.tidemark.replication;
  exports io.tidemark.replication.internal to
      org.postgresql.jdbc;
}
