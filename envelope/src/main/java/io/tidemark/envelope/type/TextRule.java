package io.tidemark.envelope.type;

import io.tidemark.replication.TypeDescription;
import org.jspecify.annotations.Nullable;

/** What a column rule does to columns of text. Immutable and thread-safe. */
public interface TextRule {
  /**
   * The encoding with the rule in front of it; the encoding itself for types that the rule leaves
   * alone.
   *
   * @param type the column's type, or what its domain is made of
   * @param length how many characters a value has at most, as JDBC counts them
   */
  Encoding apply(Encoding encoding, TypeDescription type, int length);

  /** Whether a column whose values are no longer than this is touched at all. */
  default boolean reaches(int length) {
    return true;
  }

  /** Whether the rule keeps values secret, so that no other rule may come before it. */
  boolean hides();

  /** What stands for NULL in a column that the rule has changed; null where NULL stays. */
  default @Nullable String nullJson() {
    return null;
  }
}
