package io.tidemark.envelope.type;

import org.jspecify.annotations.Nullable;

/** What a column rule does to columns of text. Immutable and thread-safe. */
public interface TextRule {

  /**
   * The encoding with the rule in front of it; the encoding itself for types that the rule leaves
   * alone.
   *
   * @param type name in {@code pg_type}
   * @param length the column's declared length in characters, -1 for none
   */
  Encoding apply(Encoding encoding, String type, int length);

  /** What stands for NULL in a column that the rule has changed; null where NULL stays. */
  default @Nullable String nullJson() {
    return null;
  }

  /** Whether values are plain text that a rule can hide without breaking their meaning. */
  static boolean isPlainText(String type) {
    return type.equals("text") || type.equals("varchar") || type.equals("bpchar");
  }
}
