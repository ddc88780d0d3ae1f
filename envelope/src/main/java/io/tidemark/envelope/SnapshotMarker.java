package io.tidemark.envelope;

/** Where in a snapshot a row stands: the field {@code source.snapshot}. */
public enum SnapshotMarker {
  /** The first row of all. */
  FIRST("first"),
  /** The first of its table. */
  FIRST_IN_DATA_COLLECTION("first_in_data_collection"),
  /** Between. */
  TRUE("true"),
  /** The last of its table. */
  LAST_IN_DATA_COLLECTION("last_in_data_collection"),
  /** The last row of all. */
  LAST("last"),
  /** Read while the stream went on. */
  INCREMENTAL("incremental");

  private final String text;

  SnapshotMarker(String text) {
    this.text = text;
  }

  /** As in the field. */
  public String text() {
    return text;
  }
}
