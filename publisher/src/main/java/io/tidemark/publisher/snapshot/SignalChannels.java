package io.tidemark.publisher.snapshot;

/**
 * Where signals come from. Immutable and thread-safe.
 *
 * @param table a published table whose rows are signals, as {@code schema.table}; empty for none
 * @param messagePrefix logical messages with this prefix are signals; empty for none
 */
public record SignalChannels(String table, String messagePrefix) {
  /** No signals. */
  public static final SignalChannels CLOSED = new SignalChannels("", "");

  /** Rows of a table. */
  public static SignalChannels table(String table) {
    return new SignalChannels(table, "");
  }

  /** Logical messages. */
  public static SignalChannels messages(String prefix) {
    return new SignalChannels("", prefix);
  }

  /** Whether signals may come at all. */
  public boolean isOpen() {
    return !table.isEmpty() || !messagePrefix.isEmpty();
  }
}
