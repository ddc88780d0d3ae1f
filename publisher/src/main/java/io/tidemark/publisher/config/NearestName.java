package io.tidemark.publisher.config;

import java.util.Collection;
import java.util.Optional;

/** Guesses what somebody meant to type. */
public final class NearestName {

  private NearestName() {}

  /** The known name with the fewest edits from {@code typed}; empty when all are far from it. */
  public static Optional<String> to(String typed, Collection<String> known) {
    String nearest = "";
    int fewest = 1 + Math.max(2, typed.length() / 3);
    for (String name : known) {
      int edits = edits(typed, name);
      if (edits < fewest) {
        fewest = edits;
        nearest = name;
      }
    }
    return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
  }

  /** The Levenshtein distance, row by row. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
