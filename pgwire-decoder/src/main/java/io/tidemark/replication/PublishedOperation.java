package io.tidemark.replication;

import java.util.Locale;

/** What a publication can publish. */
public enum PublishedOperation {
  /** New rows. */
  INSERT,
  /** Changed rows. */
  UPDATE,
  /** Deleted rows. */
  DELETE,
  /** Tables emptied by TRUNCATE. */
  TRUNCATE;

  /** As in the option {@code publish}. */
  String option() {
    return name().toLowerCase(Locale.ROOT);
  }
}
