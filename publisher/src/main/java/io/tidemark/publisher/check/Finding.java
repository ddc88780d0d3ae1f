package io.tidemark.publisher.check;

import java.util.List;

/**
 * One condition that was looked at.
 *
 * @param verdict whether it holds
 * @param found what is there, in one line
 * @param remedy SQL or settings to be used as they are, one a line; empty when all is well
 */
public record Finding(Verdict verdict, String found, List<String> remedy) {

  /** Whether a condition holds. */
  public enum Verdict {
    /** It does. */
    PASS,
    /** A run works, and may surprise. */
    WARN,
    /** A run would fail. */
    FIX
  }

  /** Copies the remedy. */
  public Finding {
    remedy = List.copyOf(remedy);
  }

  static Finding pass(String found) {
    return new Finding(Verdict.PASS, found, List.of());
  }

  static Finding warn(String found, String... remedy) {
    return new Finding(Verdict.WARN, found, List.of(remedy));
  }

  static Finding fix(String found, String... remedy) {
    return new Finding(Verdict.FIX, found, List.of(remedy));
  }
}
