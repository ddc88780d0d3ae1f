package io.tidemark.replication;

import io.tidemark.pgoutput.Relation;
import java.util.OptionalLong;

/**
 * Answers what the stream leaves open about a table: keys, nullability, defaults, types with OIDs
 * of their own.
 *
 * <p>The answer is the catalog's of <em>now</em>, while a relation may describe the table as it was
 * when the WAL was written: a column that has gone since is described as nullable and without
 * default. It is never that of <em>before</em> the transaction whose rows are described, unless its
 * commit hangs. Asked once per {@link Relation}, never for a row. Belongs to one thread.
 */
public interface Catalog {

  /**
   * The name of the database.
   *
   * @throws CatalogException when the server does not answer
   */
  String databaseName();

  /**
   * Describes the table behind a relation.
   *
   * @param xid the transaction whose row needs the description, as Begin tells it; 0 for none
   * @throws CatalogException when the server does not answer
   */
  TableDescription describe(Relation relation, long xid);

  /**
   * The oldest transaction whose changes to the catalogs the slot keeps: {@code catalog_xmin} of
   * {@code pg_replication_slots}, unsigned 32 bits; empty when there is no slot.
   *
   * @throws CatalogException when the server does not answer
   */
  OptionalLong slotXmin();
}
