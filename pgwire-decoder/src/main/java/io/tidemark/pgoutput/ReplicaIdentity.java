package io.tidemark.pgoutput;

/**
 * What a table records of the old row on UPDATE and DELETE.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-REPLICA-IDENTITY">REPLICA
 *     IDENTITY</a>
 */
public enum ReplicaIdentity {
  /** The primary key's columns, if there is one. */
  DEFAULT('d'),
  /** Nothing. */
  NOTHING('n'),
  /** Every column. */
  FULL('f'),
  /** The columns of one chosen unique index. */
  INDEX('i');

  private final byte tag;

  ReplicaIdentity(char tag) {
    this.tag = (byte) tag;
  }

  /** The byte of {@code pg_class.relreplident}. */
  public byte tag() {
    return tag;
  }
}
