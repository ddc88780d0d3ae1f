package io.tidemark.benchmarks.workload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * One statement on one of two tables: a transaction of many rows. The SQL is in resources beside
 * this class.
 */
public enum Workload {
  /** An order in 7 columns, about 150 bytes on the wire. */
  NARROW_INSERT("narrow", "narrow-insert", 'I'),
  /** 40 mixed columns, about 900 bytes. */
  WIDE_INSERT("wide", "wide-insert", 'I'),
  /** The same 40 columns twice, about 1,800 bytes: the old row in full, and the new one. */
  WIDE_UPDATE("wide", "wide-update", 'U');

  private final String table;
  private final String statement;
  private final byte tag;

  Workload(String table, String statement, char tag) {
    this.table = table;
    this.statement = statement;
    this.tag = (byte) tag;
  }

  /** The table's name, which its publication has as well. */
  public String table() {
    return table;
  }

  /** Creates the table; several statements, separated by semicolons. */
  public String createTable() {
    return resource(table + ".sql");
  }

  /** The statement that makes the transaction; an update needs the insert of its table before. */
  public String statement(long rows) {
    return statement(1, rows);
  }

  /** The same for the rows whose ids are {@code first} to {@code last}. */
  public String statement(long first, long last) {
    return resource(statement + ".sql")
        .replace(":first", Long.toString(first))
        .replace(":last", Long.toString(last));
  }

  /** The type of the message that each row makes. */
  public byte rowTag() {
    return tag;
  }

  private static String resource(String name) {
    try (InputStream in = Workload.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name + " beside " + Workload.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
