package io.tidemark.benchmarks.pipe;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Tables, and the changes to them that wait in the slot. Every row of a change is an event. */
interface Load {

  /** For tables and plots. */
  String title();

  /** How many rows change. */
  long rows();

  /** Their names, in the schema public. */
  List<String> tables();

  /** Makes the tables, and what they hold before the slot begins. */
  void create(Statement statement) throws SQLException;

  /** Makes the changes. */
  void change(Statement statement) throws SQLException;
}
